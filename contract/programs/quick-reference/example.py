from customer_hub.service import CustomerHubService
import requests

def sync_contact_to_erp(contact_id: str):
    """将Customer Hub客户同步到ERP"""
    
    # 1. 从Customer Hub获取联系人
    hub = CustomerHubService()
    contact = hub.repo.get_contact_by_id(contact_id)
    
    if not contact:
        return False
    
    # 2. 映射字段
    erp_customer = {
        "name": contact.remark or contact.wx_id,
        "telname": contact.remark,
        "sort": 1,                    # 单位客户
        "source": "微信",              # 客户来源 ⭐
        "tel": "",                    # 从微信无法获取
        "remark": f"K编码: {contact.k_code}, 置信度: {contact.confidence}",
        "k_code": contact.k_code,     # 自定义字段（如果ERP支持）
    }
    
    # 3. 调用ERP API
    response = requests.post(
        'http://erp.example:46088/webapi/v3/sales/customer/add',
        headers={'Cookie': 'your_cookie'},
        json=erp_customer
    )
    
    if response.json().get('success'):
        erp_id = response.json()['data']['id']
        print(f"✅ 同步成功: ERP ID = {erp_id}")
        
        # 可以将 ERP ID 保存到 Contact 的扩展字段
        return True
    else:
        print(f"❌ 同步失败: {response.json().get('message')}")
        return False

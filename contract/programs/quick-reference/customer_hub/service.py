"""Stands for the caller's own hub, which the example of the quick reference takes its contact from."""
from types import SimpleNamespace

CONTACTS = {
    "1": SimpleNamespace(wx_id="wxid_example", remark="张三公司", k_code="K3208", confidence=85),
}


class CustomerHubService:
    def __init__(self):
        self.repo = SimpleNamespace(get_contact_by_id=CONTACTS.get)

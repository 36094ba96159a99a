-- The lists of opportunities 项目.
insert into dictionary_setting (dictionary)
values ('OPPORTUNITY_STAGE'), ('OPPORTUNITY_STATE'), ('OPPORTUNITY_SOURCE'), ('OPPORTUNITY_CLASS');

insert into dictionary_entry (dictionary, text, position)
values
    ('OPPORTUNITY_STAGE', '初步沟通', 1),
    ('OPPORTUNITY_STAGE', '需求确认', 2),
    ('OPPORTUNITY_STAGE', '方案报价', 3),
    ('OPPORTUNITY_STAGE', '商务谈判', 4),
    ('OPPORTUNITY_STAGE', '合同签订', 5),
    ('OPPORTUNITY_STATE', '跟踪中', 1),
    ('OPPORTUNITY_STATE', '已成交', 2),
    ('OPPORTUNITY_STATE', '已失败', 3),
    ('OPPORTUNITY_STATE', '已搁置', 4),
    ('OPPORTUNITY_SOURCE', '老客户', 1),
    ('OPPORTUNITY_SOURCE', '客户介绍', 2),
    ('OPPORTUNITY_SOURCE', '网络', 3),
    ('OPPORTUNITY_SOURCE', '展会', 4),
    ('OPPORTUNITY_SOURCE', '招标', 5),
    ('OPPORTUNITY_SOURCE', '其他', 6),
    ('OPPORTUNITY_CLASS', '产品销售', 1),
    ('OPPORTUNITY_CLASS', '工程项目', 2),
    ('OPPORTUNITY_CLASS', '技术服务', 3),
    ('OPPORTUNITY_CLASS', '其他', 4);

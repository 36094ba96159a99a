-- The lists of purchases and receivables.
insert into dictionary_setting (dictionary, free_values, had_free_values)
values ('PURCHASE_CLASS', false, false), ('PAYMENT_METHOD', false, false);

insert into dictionary_entry (dictionary, text, position)
values
    ('PURCHASE_CLASS', '备货采购', 1),
    ('PURCHASE_CLASS', '订单采购', 2),
    ('PURCHASE_CLASS', '紧急采购', 3),
    ('PAYMENT_METHOD', '银行转账', 1),
    ('PAYMENT_METHOD', '现金', 2),
    ('PAYMENT_METHOD', '承兑汇票', 3),
    ('PAYMENT_METHOD', '移动支付', 4);

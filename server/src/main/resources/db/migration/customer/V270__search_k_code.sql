-- Keywords also find customers by a part of the K-code. The table is written anew, and with it every index.
alter table customer alter column search_text set expression as (
    text_folded(name) || e'\x1f'
    || text_folded(short_name) || e'\x1f'
    || text_folded(phone) || e'\x1f'
    || text_folded(mobile) || e'\x1f'
    || text_folded(remark) || e'\x1f'
    || text_folded(k_code) || e'\x1f'
    || phone_search_text(phone) || phone_search_text(mobile)
);

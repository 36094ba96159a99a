package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases whose texts were different until the comparison got stricter (V150). */
class TextKeysUpgradeTest {

    private static final String BEFORE = "147";

    private TestDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void makeAnOldDatabase() {
        database = TestDatabase.ofVersion(BEFORE);
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("""
                insert into erp_user (login, login_folded, name, role, enabled, created_at)
                values ('li', 'li', '李', 'SALES', true, now())""").update();
    }

    private void customer(String name, String number, String phone, String mobile) {
        jdbc.sql("""
                insert into customer (
                  name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level, industry,
                  scale, region, website, fax, postcode, k_code, number, owner, added_by, added_at, reviewed)
                select :name, '', 1, '', '', :phone, :mobile, '', '', '', '', '', '', '', '', '', '', '', :number, id, id,
                  now(), true
                from erp_user where login = 'li'""")
                .param("name", name)
                .param("number", number)
                .param("phone", phone)
                .param("mobile", mobile)
                .update();
    }

    private List<Integer> duplicates(String table, String column) {
        return jdbc.sql("select %s_duplicate from %s order by id".formatted(column, table))
                .query((row, number) -> row.getInt(1))
                .list();
    }

    @Test
    void recordsThatBecameEqualAreKeptAndOthersMayNotJoinThem() {
        customer("甲", "KH 1", "", "");
        customer("乙", "KH1", "", "");
        customer("丙", "kh\u200B1", "", "");
        customer("丁", "KH2", "", "");

        database.upgrade();

        assertThat(duplicates("customer", "number")).containsExactly(0, 1, 2, 0);
        assertThatThrownBy(() -> customer("戊", "ＫＨ1", "", ""))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("customer_number_is_unique");
        assertThatCode(() -> customer("戊", "KH3", "", "")).doesNotThrowAnyException();
    }

    @Test
    void aDuplicateCanBeSavedUnchangedAndItsKeyStaysReservedWhileInUse() {
        customer("甲", "KH 1", "", "");
        customer("乙", "KH1", "", "");
        database.upgrade();

        jdbc.sql("update customer set number = 'KH1', remark = 'x' where name = '乙'")
                .update();
        assertThat(duplicates("customer", "number")).containsExactly(0, 1);

        // the first one leaves: the other takes its place and keeps new ones away
        jdbc.sql("update customer set number = 'KH9' where name = '甲'").update();
        assertThat(duplicates("customer", "number")).containsExactly(0, 0);
        assertThatThrownBy(() -> customer("丙", "kh1", "", "")).isInstanceOf(DuplicateKeyException.class);

        // the last one leaves: the key is free
        jdbc.sql("update customer set number = 'KH8' where name = '乙'").update();
        assertThatCode(() -> customer("丙", "kh1", "", "")).doesNotThrowAnyException();
    }

    @Test
    void aDuplicateThatGetsAnotherTextIsUniqueLikeAnyOther() {
        customer("甲", "KH 1", "", "");
        customer("乙", "KH1", "", "");
        database.upgrade();

        jdbc.sql("update customer set number = 'KH7' where name = '乙'").update();

        assertThat(duplicates("customer", "number")).containsExactly(0, 0);
        assertThatThrownBy(() -> customer("丙", "ＫＨ 7", "", "")).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> jdbc.sql("update customer set number = 'kh 1' where name = '乙'")
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void duplicatesOfOneParentOrKindAreNoDuplicatesOfAnother() {
        jdbc.sql("insert into product_class (parent, name) values (1, 'A 1'), (1, 'A1'), (null, 'A1')")
                .update();
        jdbc.sql("insert into dictionary_entry (dictionary, text, text_folded, position) values"
                        + " ('AREA', '川 渝', '川 渝', 100), ('AREA', '川渝', '川渝', 101), ('TRADE', '川渝', '川渝', 100)")
                .update();
        database.upgrade();

        assertThat(jdbc.sql("select name_duplicate from product_class where name like 'A%' order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1, 0);
        assertThat(jdbc.sql("select text_duplicate from dictionary_entry where text like '川%' order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1, 0);
        // moving the first one away frees its place for the second
        jdbc.sql("update product_class set parent = null, name = 'B' where name = 'A 1'")
                .update();
        assertThat(jdbc.sql("select name_duplicate from product_class where name like 'A%' order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 0);
    }

    @Test
    void loginsAndWeChatIdsThatBecameEqualAreKept() {
        jdbc.sql("""
                insert into erp_user (login, login_folded, name, role, enabled, created_at)
                values ('Li', 'li\u3164', '另一个李', 'SALES', true, now())""").update();
        jdbc.sql("""
                insert into hub_contact (wx_id, remark, nickname, type, source, owner, created_at, updated_at)
                select wx_id, '', '', 'customer', 'manual', '', now(), now()
                from unnest(array['wxid_A', 'WXID_a', 'woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA', 'woAJ2GCAAAXtWyujaWJHDDGi0mACaaaa'])
                  as wx_id""").update();
        database.upgrade();

        assertThat(jdbc.sql("select login_duplicate from erp_user where text_key(login) = 'li' order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1);
        assertThat(duplicates("hub_contact", "wx_id")).containsExactly(0, 1, 0, 0);
    }

    @Test
    void searchTextsAndKeysOfDuplicateRulesAreRecomputed() {
        customer("山\u200B城", "KH1", "+86 23 6789-0123", "\u202D138 0013 8000\u202C");
        jdbc.sql("update customer_settings set unique_fields = array['PHONE', 'MOBILE']")
                .update();
        jdbc.sql("insert into customer_unique_key (field, key, holders) values ('MOBILE', 'stale', 1)")
                .update();
        database.upgrade();

        assertThat(jdbc.sql("select search_text from customer")
                        .query(String.class)
                        .single())
                .startsWith("山城\u001F")
                .contains("13800138000\u001F", "02367890123\u001F");
        assertThat(jdbc.sql("select field || ' ' || key from customer_unique_key order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("MOBILE 13800138000", "PHONE 02367890123");
        assertThatThrownBy(() -> customer("乙", "KH2", "", "138-0013-8000"))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("says the same in MOBILE");
    }

    /** V241 renames the functions that indexes and generated columns use. */
    @Test
    void renamedTextFunctionsKeepComputingAndIndexingTextsOfExistingRecords() {
        customer("云帆科技", "KH1", "", "138 0013 8000");
        database.upgrade("240");
        var indexes = definitions();
        database.upgrade("241");

        assertThat(definitions())
                .hasSameSizeAs(indexes)
                .anyMatch(definition -> definition.contains("text_ngrams(search_text)"))
                .noneMatch(definition -> definition.contains("customer_grams"));
        jdbc.sql("update customer set short_name = '云帆', mobile = '139-0013-9000'")
                .update();
        customer("山城", "KH2", "", "");
        assertThat(jdbc.sql("""
                        select name from customer
                        where text_ngrams(search_text) @@ customer_search_grams(:keyword)
                          and customer_search_holds(search_text, :keyword)""")
                        .param("keyword", "13900139000")
                        .query(String.class)
                        .list())
                .containsExactly("云帆科技");
        assertThatThrownBy(() -> customer("丙", "ｋｈ 1", "", "")).isInstanceOf(DuplicateKeyException.class);
    }

    private List<String> definitions() {
        return jdbc.sql("select indexdef from pg_indexes where schemaname = 'public' order by indexname")
                .query((row, number) -> row.getString(1))
                .list();
    }
}

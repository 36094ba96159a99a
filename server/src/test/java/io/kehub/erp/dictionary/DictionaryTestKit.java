package io.kehub.erp.dictionary;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The dictionaries on a test's database, for tests of this module and of those that use it. */
public final class DictionaryTestKit {

    private DictionaryTestKit() {}

    public static Dictionaries on(DataSource database) {
        return new Dictionaries(
                new DictionariesJdbc(JdbcClient.create(database)),
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }
}

package io.kehub.database.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ViolationTest {

    private static final JdbcClient JDBC =
            JdbcClient.create(TestDatabase.fresh().dataSource());
    private static final IllegalStateException PROBLEM = new IllegalStateException("the name is used");

    @BeforeEach
    void aTableWithTwoUniqueIndexesAndACheck() {
        JDBC.sql("drop table if exists thing").update();
        JDBC.sql(
                        "create table thing (id int primary key, name text, constraint name_is_short check (length(name) < 9))")
                .update();
        JDBC.sql("create unique index thing_name_is_unique on thing (lower(name))")
                .update();
        JDBC.sql("insert into thing values (1, 'one')").update();
    }

    @Test
    void theDescribedIndexGivesTheProblem() {
        assertThat(Violation.of(insert("2, 'ONE'"), "thing_name_is_unique", () -> PROBLEM))
                .isSameAs(PROBLEM);
    }

    @Test
    void anotherIndexOrCheckGivesTheViolationItself() {
        var usedId = insert("1, 'two'");
        var longName = insert("2, 'far too long'");

        assertThat(Violation.of(usedId, "thing_name_is_unique", () -> PROBLEM)).isSameAs(usedId);
        assertThat(Violation.constraint(usedId)).isEqualTo("thing_pkey");
        assertThat(Violation.constraint(longName)).isEqualTo("name_is_short");
    }

    @Test
    void aViolationThatTheDatabaseDidNotReportNamesNoConstraint() {
        assertThat(Violation.constraint(new DuplicateKeyException("made up"))).isEmpty();
    }

    private static DataIntegrityViolationException insert(String values) {
        return catchThrowableOfType(
                DataIntegrityViolationException.class,
                () -> JDBC.sql("insert into thing values (" + values + ")").update());
    }
}

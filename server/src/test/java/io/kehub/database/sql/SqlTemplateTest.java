package io.kehub.database.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTemplateTest {

    private static final SqlTemplate TWO = SqlTemplate.of("select {columns} from t where {conditions}");

    @Test
    void everyPlaceholderIsReplacedByItsFragment() {
        var sql = TWO.with("columns", Sql.of("a, b"))
                .with("conditions", Sql.of("a = :a"))
                .sql();

        assertThat(sql.text()).isEqualTo("select a, b from t where a = :a");
    }

    @Test
    void aPlaceholderInSeveralPlacesIsReplacedInEachOfThem() {
        var sql = SqlTemplate.of("{a} or {a}").with("a", Sql.of("x")).sql();

        assertThat(sql.text()).isEqualTo("x or x");
    }

    @Test
    void aMissingFragmentIsAnError() {
        var filling = TWO.with("columns", Sql.of("a"));

        assertThatIllegalStateException().isThrownBy(filling::sql).withMessageContaining("conditions");
    }

    @Test
    void anUnusedFragmentIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TWO.with("column", Sql.of("a")))
                .withMessageContaining("{column}");
    }

    @Test
    void aSecondFragmentForAPlaceholderIsAnError() {
        var filling = TWO.with("columns", Sql.of("a"));

        assertThatIllegalArgumentException().isThrownBy(() -> filling.with("columns", Sql.of("b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "", "select '{}'"})
    void aTemplateWithoutPlaceholdersIsAnError(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a} {", "{a} }", "{a} {B}", "{a} { b }", "{a} {}", "{a} {b-c}", "{{a}}", "{a} ${b_c}"})
    void aBraceThatBelongsToNoPlaceholderIsAnError(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of(text));
    }

    @Test
    void thePostgresLiteralForEmptyArraysIsNotAPlaceholder() {
        var sql = SqlTemplate.of("fields <> '{}' and {more}")
                .with("more", Sql.TRUE)
                .sql();

        assertThat(sql.text()).isEqualTo("fields <> '{}' and true");
    }

    @Test
    void aConstantWithAPlaceholderIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sql.of("select {columns}"))
                .withMessageContaining("columns");
    }

    @Test
    void aFragmentIsNotParsedAsATemplate() {
        var inner = SqlTemplate.of("{a}").with("a", new Sql("{b}")).sql();

        assertThat(inner.text()).isEqualTo("{b}");
    }

    @Test
    void aFragmentOnItsOwnLineIsIndentedAsItsPlaceholder() {
        var sql = SqlTemplate.of("""
                        with found as (
                          {found}
                        )""").with("found", Sql.of("select a\nfrom t")).sql();

        assertThat(sql.text()).isEqualTo("""
                with found as (
                  select a
                  from t
                )""");
    }

    @Test
    void fragmentsAreJoinedByASeparator() {
        assertThat(Sql.join(Sql.of(" + "), List.of(Sql.of("a"), Sql.literal(2), Sql.literal(true)))
                        .text())
                .isEqualTo("a + 2 + true");
        assertThat(Sql.join(Sql.of(" + "), List.of()).isEmpty()).isTrue();
    }
}

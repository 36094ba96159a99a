package io.kehub.database.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final SqlTemplate SELECT = SqlTemplate.of("select 1 where {conditions}");

    private final Conditions conditions = new Conditions();

    @Test
    void noConditionNarrowsNothing() {
        assertThat(statement().sql()).isEqualTo("select 1 where true");
        assertThat(conditions.isEmpty()).isTrue();
    }

    @Test
    void conditionsAreJoinedAndTheirValuesAreBound() {
        conditions.add(Sql.of("a")).add(Sql.of("b = :b"), "b", 7).either(false, Sql.of("c"), Sql.of("not c"));

        assertThat(statement().sql()).isEqualTo("select 1 where a and b = :b and not c");
        assertThat(statement().values()).containsOnly(java.util.Map.entry("b", 7));
    }

    @Test
    void anAbsentValueLeavesItsConditionOut() {
        conditions
                .add(Sql.of("b = :b"), "b", null)
                .addText(Sql.of("c = :c"), "c", "")
                .either(null, Sql.of("d"), Sql.of("not d"));

        assertThat(conditions.isEmpty()).isTrue();
    }

    @Test
    void inputOfACallerStaysABoundValue() {
        conditions.addText(Sql.of("name = :name"), "name", "' or true --");

        assertThat(statement().sql()).isEqualTo("select 1 where name = :name");
        assertThat(statement().values()).containsEntry("name", "' or true --");
    }

    @Test
    void aValueThatItsConditionDoesNotNameIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditions.add(Sql.of("b = :c"), "b", 7))
                .withMessageContaining(":b");
    }

    @Test
    void anotherValueForAParameterIsAnError() {
        conditions.bind("size", 20).bind("size", 20);

        assertThatIllegalArgumentException().isThrownBy(() -> conditions.bind("size", 21));
    }

    @Test
    void nestedConditionsBindTheirValuesTogether() {
        var other = conditions.another().add(Sql.of("b = :b"), "b", 7);

        assertThat(conditions.isEmpty()).isTrue();
        assertThat(other.size()).isEqualTo(1);
        assertThat(statement().values()).containsKey("b");
        assertThatIllegalArgumentException().isThrownBy(() -> conditions.bind("b", 8));
    }

    @Test
    void aParameterWithoutAValueIsAnError() {
        conditions.add(Sql.of("b = :b and c = any(:ids::bigint[])"), "b", 7);

        assertThatIllegalArgumentException().isThrownBy(this::statement).withMessageContaining(":ids");
    }

    @Test
    void aCastIsNotAParameter() {
        conditions.add(Sql.of("b = :b::bigint and '{}'::jsonb = fields and at > '12:30:00'"), "b", 7);

        assertThat(statement().values()).hasSize(1);
    }

    @Test
    void anEmptyTextAddsNoCondition() {
        var search = TextSearch.indexed("name", "p.search_text", "p.name");
        search.addTo(conditions, "");
        assertThat(conditions.isEmpty()).isTrue();

        search.addTo(conditions, "张三");

        assertThat(statement().values()).containsEntry("name", "张三");
        assertThat(statement().sql())
                .contains("p.search_text")
                .contains("p.name")
                .doesNotContain("张三");
    }

    private BoundSql statement() {
        return conditions.bound(SELECT.with("conditions", conditions.joined()).sql());
    }
}

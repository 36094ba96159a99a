package io.kehub.database.sql;

/**
 * Search of a part of a text without regard to case and width. The n-gram index of a table's {@code search_text} finds the
 * candidates; the column itself decides.
 */
public final class TextSearch {

    private static final SqlTemplate NGRAMS =
            SqlTemplate.of("text_ngrams({searchText}) @@ (select text_keyword_ngrams(text_folded(:{parameter})))");

    private static final SqlTemplate CONTAINS =
            SqlTemplate.of("strpos(text_folded({column}), text_folded(:{parameter})) > 0");

    private static final SqlTemplate INDEXED = SqlTemplate.of("{ngrams} and {contains}");

    private final String parameter;
    private final Sql condition;

    private TextSearch(String parameter, Sql condition) {
        this.parameter = parameter;
        this.condition = condition;
    }

    /**
     * Search with the n-gram index.
     *
     * @param parameter name of the bound text
     * @param searchText the column with the index, such as {@code p.search_text}; holds everything that {@code column} does
     * @param column the column or expression that must contain the text
     */
    public static TextSearch indexed(String parameter, String searchText, String column) {
        return new TextSearch(
                parameter,
                INDEXED.with("ngrams", ngrams(parameter, searchText))
                        .with("contains", contains(parameter, column))
                        .sql());
    }

    /** Search without an index, for small tables and for what something else has narrowed already. */
    public static TextSearch unindexed(String parameter, String column) {
        return new TextSearch(parameter, contains(parameter, column));
    }

    /** The condition that the n-grams match: necessary, not sufficient. */
    public static Sql ngrams(String parameter, String searchText) {
        return NGRAMS.with("searchText", new Sql(searchText))
                .with("parameter", new Sql(parameter))
                .sql();
    }

    /** The condition that a column contains the text. */
    public static Sql contains(String parameter, String column) {
        return CONTAINS.with("column", new Sql(column))
                .with("parameter", new Sql(parameter))
                .sql();
    }

    /** Adds the condition; an empty text adds none. */
    public void addTo(Conditions conditions, String text) {
        conditions.addText(condition, parameter, text);
    }
}

package io.kehub.wire.opportunity;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.erp.opportunity.Opportunity;
import io.kehub.kernel.OpportunityId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 项目详情 (catalog: 项目管理). */
final class OpportunityReadOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "项目管理", "项目对接"};

    /** 0, or no id in ov1, asks for the empty template. */
    private static final Parameter<Long> RECORD = Parameter.<Long>named("id", "数据唯一标识")
            .quick("id", Types.id(Long::valueOf))
            .ov1("ord", Types.integer(0, Integer.MAX_VALUE).map(Long::valueOf))
            .required(DialectId.QUICK);

    /**
     * The form of an opportunity.
     *
     * @param row null for the empty template
     * @param entryIds per dictionary, the id of each text
     */
    private record Form(@Nullable OpportunityRow row, Map<DictionaryName, Map<String, Long>> entryIds) {}

    private final Opportunities opportunities;
    private final Dictionaries dictionaries;
    private final Users users;
    private final OpportunityFields fields;

    OpportunityReadOperations(
            Opportunities opportunities, Dictionaries dictionaries, Users users, OpportunityFields fields) {
        this.opportunities = opportunities;
        this.dictionaries = dictionaries;
        this.users = users;
        this.fields = fields;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(detail());
    }

    private Operation<Optional<Opportunity>> detail() {
        return Operation.<Optional<Opportunity>>declare("opportunity-detail", "项目详情", NAVIGATION)
                .needs(Permission.READ_OPPORTUNITIES)
                .takes(RECORD)
                .rejectsPageInternals(DialectId.OV1)
                .quick(
                        Answer.single("操作成功", fields.quick()).within(found -> row(found.orElseThrow())),
                        Route.at("/webapi/v3/office/opportunity/detail"))
                .ov1(form().within(this::form), Route.ov1("salesmanage/chance/add"))
                .handledBy((given, call) -> {
                    long id = given.orElse(RECORD, 0L);
                    return id == 0 ? Optional.empty() : Optional.of(find(new OpportunityId(id), call));
                });
    }

    private Opportunity find(OpportunityId id, ErpCall call) {
        return opportunities.find(id, call.scope()).orElseThrow(() -> Opportunities.unknown(id));
    }

    private OpportunityRow row(Opportunity opportunity) {
        return OpportunityRow.of(List.of(opportunity), users).getFirst();
    }

    private Form form(Optional<Opportunity> found) {
        var ids = new EnumMap<DictionaryName, Map<String, Long>>(DictionaryName.class);
        OpportunityFields.entries().values().forEach(dictionary -> {
            var byText = new HashMap<String, Long>();
            dictionaries.entries(dictionary).forEach(entry -> byText.put(entry.text(), entry.id()));
            ids.put(dictionary, byText);
        });
        return new Form(found.map(this::row).orElse(null), ids);
    }

    private Answer<Form> form() {
        return Answer.form(
                "操作成功",
                "chance",
                form -> "项目",
                form -> form.row() == null ? 0 : form.row().opportunity().id().value(),
                List.of(new FormGroup<>(
                        "base",
                        "基本信息",
                        Stream.concat(
                                        fields.columns().stream()
                                                .filter(field -> !field.name().equals("id")),
                                        fields.formOnly().stream())
                                .map(OpportunityReadOperations::shown)
                                .toList())));
    }

    /** A field of the form; an entry of a dictionary is shown as its id with its text. */
    private static FormField<Form> shown(AnswerField<OpportunityRow> field) {
        var dictionary = OpportunityFields.entries().get(field.name());
        return dictionary == null
                ? FormField.shown(within(field))
                : new FormField<>(
                        new AnswerField<>(
                                field.name(),
                                field.wireName(),
                                field.caption(),
                                field.type(),
                                form -> entryId(form, dictionary, field)),
                        form -> form.row() == null || !(field.value().apply(form.row()) instanceof WireValue.Text text)
                                ? ""
                                : text.text(),
                        null);
    }

    private static AnswerField<Form> within(AnswerField<OpportunityRow> field) {
        return new AnswerField<>(
                field.name(),
                field.wireName(),
                field.caption(),
                field.type(),
                form -> form.row() == null
                        ? new WireValue.Text("")
                        : field.value().apply(form.row()));
    }

    /** The id of the entry; the text itself if the dictionary has no such entry. */
    private static WireValue entryId(Form form, DictionaryName dictionary, AnswerField<OpportunityRow> field) {
        if (form.row() == null) {
            return new WireValue.Text("");
        }
        var value = field.value().apply(form.row());
        var id = value instanceof WireValue.Text text
                ? form.entryIds().getOrDefault(dictionary, Map.of()).get(text.text())
                : null;
        return id == null ? value : WireValue.Number.of(id);
    }
}

package io.kehub.wire.customer;

import io.kehub.erp.access.Users;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.PageRequest;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.ResponseView;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.InputType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists whose ids ov1 uses: sources, trades, values, follow-up channels, classes, areas, people
 * (docs/wire-protocol.md).
 */
final class ListOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"系统栏目", "数据源"};

    private final Dictionaries dictionaries;
    private final Users users;

    ListOperations(Dictionaries dictionaries, Users users) {
        this.dictionaries = dictionaries;
        this.users = users;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                entries("source-list", "客户来源列表", DictionaryName.CUSTOMER_SOURCE, "13"),
                entries("trade-list", "客户行业列表", DictionaryName.TRADE, "11"),
                entries("value-list", "价值评估列表", DictionaryName.CUSTOMER_VALUE, "14"),
                entries("follow-up-way-list", "跟进方式列表", DictionaryName.FOLLOW_UP_WAY, "98"),
                tree("area-list", "客户区域列表", DictionaryName.AREA, Route.ov1("systemmanage/area_list")),
                tree(
                        "customer-class-list",
                        "客户分类列表",
                        DictionaryName.CUSTOMER_CLASS,
                        Route.ov1("systemmanage/telsort_list")),
                people());
    }

    private Operation<List<InputType.Option>> entries(
            String id, String caption, DictionaryName dictionary, String number) {
        return Operation.<List<InputType.Option>>declare(id, caption, NAVIGATION)
                .ov1(
                        Answer.options("操作成功", options -> options),
                        Route.ov1("source", "enumid=" + number),
                        Route.ov1("systemmanage/source", "enumid=" + number))
                .handledBy((given, call) -> enabled(dictionary)
                        .map(entry -> new InputType.Option(Long.toString(entry.id()), entry.text()))
                        .toList());
    }

    private Operation<List<ResponseView.Node>> tree(String id, String caption, DictionaryName dictionary, Route route) {
        return Operation.<List<ResponseView.Node>>declare(id, caption, NAVIGATION)
                .ov1(Answer.tree("操作成功", nodes -> nodes), route)
                .handledBy((given, call) -> below(null, enabled(dictionary).toList()));
    }

    /** Entries below a disabled entry are omitted too. */
    private static List<ResponseView.Node> below(@Nullable Long parent, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> Objects.equals(entry.parent(), parent))
                .map(entry ->
                        new ResponseView.Node(Long.toString(entry.id()), entry.text(), below(entry.id(), entries)))
                .toList();
    }

    private Stream<Entry> enabled(DictionaryName dictionary) {
        return dictionaries.entries(dictionary).stream()
                .filter(Entry::enabled)
                .filter(entry -> !entry.text().isEmpty());
    }

    /** At most one page; the account list has all. */
    private Operation<List<InputType.Option>> people() {
        return Operation.<List<InputType.Option>>declare("people-list", "人员列表", NAVIGATION)
                .ov1(
                        Answer.options("操作成功", options -> options),
                        Route.ov1("systemmanage/gate_list", "stype=check"),
                        Route.ov1("systemmanage/gate_list"))
                .handledBy((given, call) -> users.list(new PageRequest(1, PageRequest.MAX_SIZE)).items().stream()
                        .filter(user -> user.enabled() && user.isPerson())
                        .map(user ->
                                new InputType.Option(Long.toString(user.id().value()), user.name()))
                        .toList());
    }
}

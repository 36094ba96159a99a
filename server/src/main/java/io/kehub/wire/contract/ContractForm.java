package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.ContractDraft;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import io.kehub.wire.operation.WireValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 合同添加 of ov1: the form, new, empty or filled, and saving it with the lines that were picked (catalog: 合同管理). */
final class ContractForm implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同起草"};
    private static final String ADD = "salesmanage/contract/add";
    private static final String FIRST_STATE = "生效执行中";

    private static final Parameter<ContractId> SAVED =
            Parameter.<ContractId>named("id", "数据唯一标识").ov1("ord", Types.id(ContractId::new));
    private static final Parameter<CustomerId> CUSTOMER = Parameter.<CustomerId>named("customer", "关联客户")
            .ov1("company", Types.id(CustomerId::new))
            .required();
    private static final Parameter<String> NUMBER = words("number", "合同编号", "htid", 50);
    private static final Parameter<String> TITLE =
            words("title", "合同主题", "title", 200).required();
    private static final Parameter<LocalDate> SIGNED_ON =
            day("signedOn", "签订日期", "date3").required();
    private static final Parameter<LocalDate> STARTS_ON =
            day("startsOn", "开始日期", "date1").required();
    private static final Parameter<LocalDate> ENDS_ON = day("endsOn", "结束日期", "date2");
    private static final Parameter<UserId> OWNER =
            Parameter.<UserId>named("owner", "销售人员").ov1("cateid", Types.user(true));
    private static final Parameter<String> COUNTERPART = words("counterpart", "对方代表", "person2id", 50);
    private static final Parameter<String> CLASS =
            entry("category", "合同分类", "sort", DictionaryName.CONTRACT_CLASS).required();
    private static final Parameter<String> STATE = entry("state", "合同状态", "complete1", DictionaryName.CONTRACT_STATE);
    private static final Parameter<String> CURRENCY =
            entry("currency", "币种", "bz", DictionaryName.CURRENCY).required();
    private static final Parameter<String> SUMMARY = words("summary", "合同概要", "intro", 2000);
    private static final Parameter<BigDecimal> TOTAL =
            Parameter.<BigDecimal>named("expectedTotal", "合同总额").ov1("premoney", Types.amount());
    private static final Parameter<BigDecimal> FREIGHT =
            Parameter.<BigDecimal>named("freight", "运杂费").ov1("extras", Types.amount());
    private static final Parameter<String> PAYMENT = words("payment", "付款方式", "jh_intro3", 500);
    private static final Parameter<String> ADDRESS = words("deliveryAddress", "交货地址", "jh_intro4", 500);
    private static final Parameter<String> REMARK = words("remark", "备注", "jh_intro2", 2000);

    /**
     * What the form shows.
     *
     * @param id 0 for the empty template
     * @param number the number that is proposed, or that the contract has
     * @param contract null if there is none yet
     * @param ids per dictionary, text to id
     */
    record Form(long id, String number, @Nullable Contract contract, Map<DictionaryName, Map<String, Long>> ids) {

        /** The form of a contract, or the empty template. */
        static Form of(Optional<Contract> found, Dictionaries dictionaries) {
            return found.map(
                            contract -> new Form(contract.id().value(), contract.number(), contract, ids(dictionaries)))
                    .orElseGet(() -> new Form(0, "", null, ids(dictionaries)));
        }

        static Map<DictionaryName, Map<String, Long>> ids(Dictionaries dictionaries) {
            var ids = new EnumMap<DictionaryName, Map<String, Long>>(DictionaryName.class);
            for (var list :
                    List.of(DictionaryName.CONTRACT_CLASS, DictionaryName.CONTRACT_STATE, DictionaryName.CURRENCY)) {
                var byText = new HashMap<String, Long>();
                dictionaries.entries(list).forEach(entry -> byText.put(entry.text(), entry.id()));
                ids.put(list, byText);
            }
            return ids;
        }

        WireValue of(Function<Contract, WireValue> value) {
            return contract == null ? new WireValue.Text("") : value.apply(contract);
        }

        String text(Function<Contract, String> value) {
            return contract == null ? "" : value.apply(contract);
        }
    }

    private final Contracts contracts;
    private final Dictionaries dictionaries;

    ContractForm(Contracts contracts, Dictionaries dictionaries) {
        this.contracts = contracts;
        this.dictionaries = dictionaries;
    }

    private static Parameter<String> words(String name, String caption, String wireName, int maxLength) {
        return Parameter.<String>named(name, caption).ov1(wireName, Types.text(maxLength));
    }

    private static Parameter<LocalDate> day(String name, String caption, String wireName) {
        return Parameter.<LocalDate>named(name, caption).ov1(wireName, Types.day());
    }

    private static Parameter<String> entry(String name, String caption, String wireName, DictionaryName dictionary) {
        return Parameter.<String>named(name, caption).ov1(wireName, Types.entryId(dictionary));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(reserving(), saving());
    }

    private Operation<Form> reserving() {
        return Operation.<Form>declare("contract-new", "分配新合同ID", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .ov1(answer(), Route.ov1(ADD), Route.ov1(ADD, "apihelptype=new"))
                .handledBy((given, call) -> {
                    var reserved = contracts.reserve(call.user());
                    return new Form(reserved.id().value(), reserved.number(), null, Form.ids(dictionaries));
                });
    }

    static Answer<Form> answer() {
        return Answer.form(
                "操作成功",
                "contract",
                form -> "合同",
                Form::id,
                List.of(new FormGroup<>("base", "基本信息", base()), new FormGroup<>("terms", "合同条款", terms())));
    }

    private static List<FormField<Form>> base() {
        return List.of(
                FormField.of(
                        CUSTOMER,
                        form -> form.of(contract ->
                                WireValue.Number.of(contract.customer().value())),
                        form -> form.text(Contract::customerName)),
                FormField.of(NUMBER, form -> new WireValue.Text(form.number())),
                text(TITLE, Contract::title),
                FormField.of(SIGNED_ON, form -> form.of(contract -> AnswerField.day(contract.signedOn()))),
                FormField.of(STARTS_ON, form -> form.of(contract -> AnswerField.day(contract.startsOn()))),
                FormField.of(ENDS_ON, form -> form.of(contract -> AnswerField.day(contract.endsOn()))),
                FormField.of(
                        OWNER,
                        form -> form.of(
                                contract -> WireValue.Number.of(contract.owner().value()))),
                text(COUNTERPART, Contract::counterpart),
                entry(CLASS, DictionaryName.CONTRACT_CLASS, Contract::category),
                entry(STATE, DictionaryName.CONTRACT_STATE, Contract::state),
                entry(CURRENCY, DictionaryName.CURRENCY, Contract::currency),
                text(SUMMARY, Contract::summary),
                FormField.of(TOTAL, form -> form.of(contract -> AnswerField.decimal(contract.total()))),
                FormField.shown(new AnswerField<>(
                        "concession",
                        "yhvalue",
                        "优惠总额",
                        AnswerField.Type.DECIMAL,
                        form -> form.of(contract -> AnswerField.decimal(contract.concession())))),
                FormField.shown(new AnswerField<>(
                        "amount",
                        "money1",
                        "优惠后总额",
                        AnswerField.Type.DECIMAL,
                        form -> form.of(contract -> AnswerField.decimal(contract.amount())))),
                FormField.of(FREIGHT, form -> form.of(contract -> AnswerField.decimal(contract.freight()))));
    }

    private static List<FormField<Form>> terms() {
        return List.of(
                text(PAYMENT, Contract::paymentTerms),
                text(ADDRESS, Contract::deliveryAddress),
                text(REMARK, Contract::remark));
    }

    private static FormField<Form> text(Parameter<String> parameter, Function<Contract, String> value) {
        return FormField.of(parameter, form -> new WireValue.Text(form.text(value)));
    }

    private static FormField<Form> entry(
            Parameter<String> parameter, DictionaryName list, Function<Contract, String> value) {
        return FormField.of(
                parameter,
                form -> {
                    var id = form.ids().getOrDefault(list, Map.of()).get(form.text(value));
                    return id == null ? new WireValue.Text(form.text(value)) : WireValue.Number.of(id);
                },
                form -> form.text(value));
    }

    private Operation<ContractId> saving() {
        return Operation.<ContractId>declare("contract-save", "合同添加", NAVIGATION)
                .needs(Permission.WRITE_CONTRACTS)
                .takes(
                        SAVED,
                        CUSTOMER,
                        NUMBER,
                        TITLE,
                        SIGNED_ON,
                        STARTS_ON,
                        ENDS_ON,
                        OWNER,
                        COUNTERPART,
                        CLASS,
                        STATE,
                        CURRENCY,
                        SUMMARY,
                        TOTAL,
                        FREIGHT,
                        PAYMENT,
                        ADDRESS,
                        REMARK)
                .ov1(
                        Answer.saved("保存成功！", ContractId::value),
                        Route.ov1(ADD, "cmdkey=__sys_dosave"),
                        Route.ov1(ADD, "apihelptype=save"))
                .keeps(this::chosen)
                .handledBy(this::save);
    }

    /** What the contract that is saved has of the fields that are chosen from lists; empty for a new one. */
    private Map<String, ?> chosen(Arguments given, ErpCall call) {
        return Optional.ofNullable(given.find(SAVED))
                .flatMap(id -> contracts.find(id, call.scope()))
                .map(contract -> Map.of(
                        OWNER.name(),
                        contract.owner(),
                        CLASS.name(),
                        contract.category(),
                        STATE.name(),
                        contract.state(),
                        CURRENCY.name(),
                        contract.currency()))
                .orElseGet(Map::of);
    }

    private ContractId save(Arguments given, ErpCall call) {
        var draft = new ContractDraft(
                given.text(NUMBER),
                given.get(TITLE),
                given.get(CUSTOMER),
                given.orElse(OWNER, call.user()),
                given.get(CLASS),
                given.orElse(STATE, FIRST_STATE),
                given.get(CURRENCY),
                given.get(SIGNED_ON),
                given.get(STARTS_ON),
                given.find(ENDS_ON),
                given.text(COUNTERPART),
                given.text(SUMMARY),
                given.text(PAYMENT),
                given.text(ADDRESS),
                given.text(REMARK),
                given.orElse(FREIGHT, BigDecimal.ZERO),
                given.find(TOTAL),
                List.of());
        var id = given.find(SAVED);
        return contracts.save(id == null ? contracts.reserve(call.user()).id() : id, draft, call.user(), call.scope());
    }
}

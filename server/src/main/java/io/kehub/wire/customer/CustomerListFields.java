package io.kehub.wire.customer;

import io.kehub.erp.customer.ContactPersonField;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.ExtraField;
import io.kehub.erp.customer.Pool;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.type.DialectId;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of a customer in the lists of each dialect. */
final class CustomerListFields {

    private final ZoneId zone;

    CustomerListFields(ZoneId zone) {
        this.zone = zone;
    }

    /** The fields of the quick reference, in its order, then newer fields. The K-code is only in the detail. */
    List<AnswerField<OwnedCustomer>> quick() {
        return withRemaining(DialectId.QUICK, referenceFields(), Stream.of(CustomerField.K_CODE.domainName()));
    }

    /** The placed fields, then all other fields of the dialect except those that its list omits. */
    private static List<AnswerField<OwnedCustomer>> withRemaining(
            DialectId dialect, List<AnswerField<OwnedCustomer>> placed, Stream<String> leftOut) {
        var remaining = CustomerFields.remaining(
                        dialect, Stream.concat(placed.stream().map(AnswerField::name), leftOut))
                .map(field -> CustomerFields.<OwnedCustomer>answered(
                        field, dialect, row -> row.customer().details()));
        return Stream.concat(placed.stream(), remaining).toList();
    }

    private List<AnswerField<OwnedCustomer>> referenceFields() {
        return List.of(
                AnswerField.id("id", "id", "客户ID", row -> row.customer().id().value()),
                text(CustomerField.NAME, "name", "客户名称"),
                text(CustomerField.SHORT_NAME, "telname", "客户简称"),
                kind("sort"),
                text(CustomerField.SOURCE, "source", "客户来源"),
                text(CustomerField.CONTACT_PERSON, "linkman", "联系人"),
                text(CustomerField.PHONE, "tel", "电话"),
                text(CustomerField.MOBILE, "mobile", "手机"),
                text(CustomerField.EMAIL, "email", "邮箱"),
                text(CustomerField.ADDRESS, "address", "地址"),
                text(CustomerField.REMARK, "remark", "备注"),
                AnswerField.id(
                        "owner", "charge", "负责人", row -> row.customer().owner().value()),
                AnswerField.text("ownerName", "chargename", "负责人姓名", OwnedCustomer::ownerName),
                addedAt("addtime"),
                lastFollowedUpAt(),
                reviewed("status", "状态"),
                isProtected(),
                text(CustomerField.LEVEL, "level", "客户分类"),
                text(CustomerField.INDUSTRY, "industry", "所属行业"),
                text(CustomerField.SCALE, "scale", "企业规模"),
                text(CustomerField.REGION, "region", "所属区域"),
                text(CustomerField.WEBSITE, "website", "网址"),
                text(CustomerField.FAX, "fax", "传真"),
                text(CustomerField.POSTCODE, "zip", "邮编"));
    }

    static AnswerField<OwnedCustomer> text(CustomerField field, String wireName, String caption) {
        return AnswerField.text(
                field.domainName(),
                wireName,
                caption,
                row -> row.customer().details().text(field));
    }

    /**
     * The columns of a recorded answer of the ERP in their order, {@code ord} at 9, then ours. Old clients index rows by
     * position: the order never changes, new columns go last.
     */
    List<AnswerField<OwnedCustomer>> ov1() {
        return withRemaining(DialectId.OV1, placed(recordedColumns()), Stream.empty());
    }

    /** The columns of the pool's newest customers: they have no owner, and {@code ord} is at 7 (recorded answer). */
    List<AnswerField<OwnedCustomer>> ov1Pool() {
        var left = Set.of("catename", "personjob");
        return withRemaining(
                DialectId.OV1,
                placed(recordedColumns().stream()
                        .filter(column -> !left.contains(column.wireName()))
                        .toList()),
                Stream.empty());
    }

    private List<AnswerField<OwnedCustomer>> placed(List<AnswerField<OwnedCustomer>> recorded) {
        return Stream.concat(recorded.stream(), ownColumns().stream()).toList();
    }

    private static List<AnswerField<OwnedCustomer>> recordedColumns() {
        return List.of(
                text(CustomerField.NAME, "name", "客户名称"),
                AnswerField.text("ownerName", "catename", "销售人员", OwnedCustomer::ownerName),
                text(CustomerField.LEVEL, "sortname", "客户分类"),
                AnswerField.text(
                        "progress",
                        "sort1name",
                        "跟进程度",
                        row -> row.customer().details().profile(ExtraField.PROGRESS)),
                AnswerField.text(CustomerField.CONTACT_PERSON.domainName(), "personname", "联系人", row -> {
                    var details = row.customer().details();
                    var person = details.text(CustomerField.CONTACT_PERSON);
                    return person.isEmpty() ? details.name() : person;
                }),
                AnswerField.text("personJob", "personjob", "职务", row -> {
                    var main = row.main();
                    return main == null ? "" : main.details().field(ContactPersonField.JOB);
                }),
                text(CustomerField.PHONE, "phone", "办公电话"),
                text(CustomerField.MOBILE, "mobile", "手机"),
                text(CustomerField.REMARK, "telintro", "备注"),
                AnswerField.id("id", "ord", "数据唯一标识", row -> row.customer().id().value()),
                AnswerField.optionalId("person", "person", "联系人ID", row -> {
                    var main = row.main();
                    return main == null ? null : main.id().value();
                }),
                AnswerField.text("link", "url", "客户链接", row -> "_url"),
                AnswerField.text("personLink", "personurl", "联系人链接", row -> "_url"));
    }

    private List<AnswerField<OwnedCustomer>> ownColumns() {
        return List.of(
                text(CustomerField.NUMBER, "khid", "客户编号"),
                text(CustomerField.SOURCE, "ly", "客户来源"),
                text(CustomerField.REGION, "area", "客户区域"),
                text(CustomerField.INDUSTRY, "trade", "客户行业"),
                AnswerField.text(
                        "value", "jz", "价值评估", row -> row.customer().details().profile(ExtraField.VALUE)),
                text(CustomerField.FAX, "fax", "传真"),
                text(CustomerField.EMAIL, "email", "电子邮件"),
                text(CustomerField.ADDRESS, "address", "客户地址"),
                text(CustomerField.POSTCODE, "zip", "邮编"),
                text(CustomerField.WEBSITE, "website", "客户网址"),
                addedAt("date1"),
                lastFollowedUpAt(),
                kind("intsort"),
                reviewed("sp", "审核状态"),
                isProtected(),
                AnswerField.optionalId(
                        "owner",
                        "cateid",
                        "销售人员ID",
                        row -> row.customer().owner().equals(Pool.OWNER)
                                ? null
                                : row.customer().owner().value()),
                text(CustomerField.SHORT_NAME, "telname", "客户简称"),
                text(CustomerField.SCALE, "scale", "企业规模"));
    }

    private static AnswerField<OwnedCustomer> kind(String wireName) {
        return AnswerField.number(
                "kind", wireName, "客户类型", row -> row.customer().details().kind().number());
    }

    private AnswerField<OwnedCustomer> addedAt(String wireName) {
        return AnswerField.time(
                "addedAt", wireName, "添加时间", zone, row -> row.customer().addedAt());
    }

    private AnswerField<OwnedCustomer> lastFollowedUpAt() {
        return AnswerField.time(
                "lastFollowedUpAt",
                "lasttime",
                "最后跟进时间",
                zone,
                row -> row.customer().lastFollowedUpAt());
    }

    private static AnswerField<OwnedCustomer> reviewed(String wireName, String caption) {
        return AnswerField.number(
                "reviewed", wireName, caption, row -> flag(row.customer().reviewed()));
    }

    private static AnswerField<OwnedCustomer> isProtected() {
        return AnswerField.number(
                "shielded", "protect", "是否保护", row -> flag(row.customer().isProtected()));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}

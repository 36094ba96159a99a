package io.kehub.wire.customer;

import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.Pool;
import io.kehub.erp.customer.ProfileField;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.DialectId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a customer in the lists of each dialect. */
final class CustomerListFields {

    private final ZoneId zone;

    CustomerListFields(ZoneId zone) {
        this.zone = zone;
    }

    /** What the quick reference lists, in its order, then newer fields. The K-code is only in the detail. */
    List<AnswerField<OwnedCustomer>> quick() {
        var fields = new ArrayList<>(referenceFields());
        var placed =
                Stream.concat(fields.stream().map(AnswerField::name), Stream.of(CustomerField.K_CODE.domainName()));
        CustomerFields.remaining(DialectId.QUICK, placed)
                .map(field -> CustomerFields.<OwnedCustomer>answered(
                        field, DialectId.QUICK, row -> row.customer().details()))
                .forEach(fields::add);
        return fields;
    }

    private List<AnswerField<OwnedCustomer>> referenceFields() {
        return List.of(
                AnswerField.id("id", "id", "客户ID", row -> row.customer().id().value()),
                text(CustomerField.NAME, "name", "客户名称"),
                text(CustomerField.SHORT_NAME, "telname", "客户简称"),
                AnswerField.number(
                        "kind",
                        "sort",
                        "客户类型",
                        row -> row.customer().details().kind().number()),
                text(CustomerField.SOURCE, "source", "客户来源"),
                text(CustomerField.CONTACT_PERSON, "linkman", "联系人"),
                text(CustomerField.PHONE, "tel", "电话"),
                text(CustomerField.MOBILE, "mobile", "手机"),
                text(CustomerField.EMAIL, "email", "邮箱"),
                text(CustomerField.ADDRESS, "address", "地址"),
                text(CustomerField.REMARK, "remark", "备注"),
                AnswerField.id(
                        "owner",
                        "charge",
                        "负责人ID",
                        row -> row.customer().owner().value()),
                AnswerField.text("ownerName", "chargename", "负责人姓名", OwnedCustomer::ownerName),
                AnswerField.time(
                        "addedAt",
                        "addtime",
                        "添加时间",
                        zone,
                        row -> row.customer().addedAt()),
                AnswerField.time(
                        "lastFollowedUpAt",
                        "lasttime",
                        "最后跟进时间",
                        zone,
                        row -> row.customer().lastFollowedUpAt()),
                AnswerField.number(
                        "reviewed", "status", "状态", row -> flag(row.customer().reviewed())),
                AnswerField.number(
                        "shielded",
                        "protect",
                        "是否保护",
                        row -> flag(row.customer().shielded())),
                text(CustomerField.LEVEL, "level", "客户级别"),
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

    /** Old clients index rows by position, {@code ord} at 7 among them: the order never changes, new columns go last. */
    List<AnswerField<OwnedCustomer>> ov1() {
        var columns = new ArrayList<>(firstColumns());
        CustomerFields.remaining(DialectId.OV1, columns.stream().map(AnswerField::name))
                .map(field -> CustomerFields.<OwnedCustomer>answered(
                        field, DialectId.OV1, row -> row.customer().details()))
                .forEach(columns::add);
        return columns;
    }

    private List<AnswerField<OwnedCustomer>> firstColumns() {
        return List.of(
                text(CustomerField.NAME, "name", "客户名称"),
                text(CustomerField.NUMBER, "khid", "客户编号"),
                text(CustomerField.LEVEL, "sort1", "客户分类"),
                text(CustomerField.SOURCE, "ly", "客户来源"),
                text(CustomerField.REGION, "area", "客户区域"),
                text(CustomerField.INDUSTRY, "trade", "客户行业"),
                AnswerField.text(
                        "value", "jz", "价值评估", row -> row.customer().details().profile(ProfileField.VALUE)),
                AnswerField.id("id", "ord", "数据唯一标识", row -> row.customer().id().value()),
                AnswerField.text("ownerName", "catename", "销售人员", OwnedCustomer::ownerName),
                text(CustomerField.CONTACT_PERSON, "person_name", "联系人"),
                text(CustomerField.PHONE, "phone", "办公电话"),
                text(CustomerField.MOBILE, "mobile", "手机"),
                text(CustomerField.FAX, "fax", "传真"),
                text(CustomerField.EMAIL, "email", "电子邮件"),
                text(CustomerField.ADDRESS, "address", "客户地址"),
                text(CustomerField.POSTCODE, "zip", "邮编"),
                text(CustomerField.WEBSITE, "url", "客户网址"),
                AnswerField.time(
                        "addedAt", "date1", "添加时间", zone, row -> row.customer().addedAt()),
                AnswerField.time(
                        "lastFollowedUpAt",
                        "lasttime",
                        "最后跟进时间",
                        zone,
                        row -> row.customer().lastFollowedUpAt()),
                AnswerField.number(
                        "kind",
                        "intsort",
                        "客户类型",
                        row -> row.customer().details().kind().number()),
                AnswerField.number(
                        "reviewed", "sp", "审核状态", row -> row.customer().reviewed() ? 1 : 0),
                AnswerField.number(
                        "shielded", "protect", "是否保护", row -> row.customer().shielded() ? 1 : 0),
                AnswerField.optionalId(
                        "owner",
                        "cateid",
                        "销售人员ID",
                        row -> row.customer().owner().equals(Pool.OWNER)
                                ? null
                                : row.customer().owner().value()),
                text(CustomerField.REMARK, "intro", "备注"),
                text(CustomerField.SHORT_NAME, "telname", "客户简称"),
                text(CustomerField.SCALE, "scale", "企业规模"));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}

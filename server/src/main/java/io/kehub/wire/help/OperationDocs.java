package io.kehub.wire.help;

import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the pages say about an operation. */
final class OperationDocs {

    private final PlainWords words;
    private final Examples examples;

    OperationDocs(DecodingContext decoding, Examples examples) {
        this.words = new PlainWords(decoding);
        this.examples = examples;
    }

    OperationDoc of(Operation<?> operation) {
        return new OperationDoc(
                operation,
                operation.dialects().map(dialect -> speech(operation, dialect)).toList());
    }

    private OperationDoc.Speech speech(Operation<?> operation, DialectId dialect) {
        return new OperationDoc.Speech(
                dialect,
                addresses(operation, dialect),
                request(operation, dialect),
                place(operation, dialect),
                byPosition(operation, dialect),
                answer(operation, dialect),
                new OperationDoc.Sample(
                        dialect,
                        Examples.path(operation, dialect),
                        examples.request(operation, dialect).orElse("{}"),
                        examples.answer(operation, dialect).orElse(""),
                        operation.needsSession()));
    }

    private static List<String> addresses(Operation<?> operation, DialectId dialect) {
        var method = operation.readByGet(dialect) ? "POST 或 GET " : "POST ";
        return operation.routes(dialect).stream()
                .flatMap(route -> route.paths().stream()
                        .map(path -> method + path + (route.query().isEmpty() ? "" : "?" + route.queryText())))
                .distinct()
                .toList();
    }

    private List<OperationDoc.RequestField> request(Operation<?> operation, DialectId dialect) {
        var fields = new ArrayList<OperationDoc.RequestField>();
        add(operation.parametersIn(dialect), "", dialect, fields);
        if (operation.customFields()) {
            fields.add(
                    new OperationDoc.RequestField(List.of("field1", "field2", "…"), "否", "自定义字段", "管理员定义的字段；没有定义的不要写"));
        }
        return fields;
    }

    private void add(
            List<Parameter<?>> parameters, String within, DialectId dialect, List<OperationDoc.RequestField> fields) {
        for (var parameter : parameters) {
            parameter.in(dialect).ifPresent(form -> {
                fields.add(new OperationDoc.RequestField(
                        form.wireNames().stream().map(name -> within + name).toList(),
                        need(form.need()),
                        parameter.caption(dialect),
                        words.of(form.type())));
                if (form.type() instanceof ListType<?> rows) {
                    add(rows.columns(), within + form.wireName() + "[].", dialect, fields);
                }
            });
        }
    }

    private static String need(Parameter.Need need) {
        return switch (need) {
            case ALWAYS -> "是";
            case FOR_NEW -> "新增时";
            case NEVER -> "否";
        };
    }

    private static List<OperationDoc.AnswerRow> answer(Operation<?> operation, DialectId dialect) {
        var rows = new ArrayList<OperationDoc.AnswerRow>();
        if (dialect == DialectId.OV1
                && operation.answer(dialect).map(Answer::written).orElse(null) instanceof Answer.Options<?>) {
            rows.add(new OperationDoc.AnswerRow("", "value", "编号（文字）", "唯一标识"));
            rows.add(new OperationDoc.AnswerRow("", "text", "文字", "名称"));
            return rows;
        }
        var described = operation.answer(dialect).map(Answer::described).orElse(List.of());
        for (var index = 0; index < described.size(); index++) {
            add(described.get(index), String.valueOf(index), "", dialect, rows);
        }
        return rows;
    }

    private static void add(
            Answer.Described field,
            String position,
            String within,
            DialectId dialect,
            List<OperationDoc.AnswerRow> rows) {
        rows.add(new OperationDoc.AnswerRow(
                position, within + field.wireName(), PlainWords.of(field.type(), dialect), field.caption()));
        field.parts().forEach(part -> add(part, "", within + field.wireName() + "[].", dialect, rows));
    }

    private static boolean byPosition(Operation<?> operation, DialectId dialect) {
        return (dialect == DialectId.OV1 || dialect == DialectId.V3)
                && operation.answer(dialect).map(Answer::written).orElse(null) instanceof Answer.Paged<?, ?>;
    }

    /** Where the answer holds the fields, and what else it holds. */
    private static String place(Operation<?> operation, DialectId dialect) {
        var answer = operation.answer(dialect).map(Answer::written).orElseThrow();
        return switch (answer) {
            case Answer.Bare<?> bare -> bare(dialect);
            case Answer.Single<?> single ->
                switch (dialect) {
                    case QUICK -> "字段在 data 里。";
                    case OV1 -> "字段在 body.bill.groups[].fields[] 里，每项有 id（名称）、caption、value。";
                    case V3 -> "字段在 Data 里。";
                    case HELPER -> "字段在 datas 里。";
                };
            case Answer.Paged<?, ?> paged ->
                switch (dialect) {
                    case QUICK -> "字段在 data.list[] 的每一行；data 里还有 total（总数）、pageindex（页码）、pagesize（每页数量）。";
                    case OV1 ->
                        "每行是一个数组，在 body.source.table.rows[] 里，第几个值对应哪一列见 cols[]（即下表的位置）；page 里有 pagesize、pageindex、pagecount（页数）、recordcount（总数）。";
                    case V3 ->
                        "每行是一个数组，在 Rows[] 里，第几个值对应哪一列见 Cols[]（即下表的位置）；Page 里有 RecordCount（总数）、PageSize、PageIndex、PageCount（页数）。";
                    case HELPER -> "字段在 datas[] 的每一行。";
                };
            case Answer.Form<?> form ->
                "字段在 body.bill.groups[].fields[] 里，每项有 id（名称）、caption、type、value、text（编号对应的文字）、notnull（1 为必填）、maxl（最多几个字，0 为不限），可选的值在 source.options[]。";
            case Answer.Tree<?> tree ->
                dialect == DialectId.OV1
                        ? "树在 body.source.trees.nodes[] 里，每个节点有 text（名称）、value（编号）、nodes（下级节点）。"
                        : "树在 Data[] 里，每个节点有 ID（编号）、Name（名称）、Nodes（下级节点）。";
            case Answer.Options<?> options ->
                switch (dialect) {
                    case OV1 -> "选项在 body.source.options[] 里。";
                    case V3 -> "选项在 Data[] 里。";
                    case QUICK, HELPER -> "选项在 datas[] 里。";
                };
            case Answer.Picture<?> picture -> "返回图片（" + picture.contentType() + "），不是 JSON。";
            case Answer.Within<?, ?> within -> throw new IllegalStateException("not unwrapped");
        };
    }

    private static String bare(DialectId dialect) {
        return switch (dialect) {
            case QUICK -> "没有字段，data 为空对象，结果说明在 message。";
            case OV1 -> "没有字段，结果说明在 header.message；保存了记录时，body.message.data 是它的编号。";
            case V3 -> "没有字段，结果说明在 Msg。";
            case HELPER -> "没有字段，结果说明在 msg。";
        };
    }
}

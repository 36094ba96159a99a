package io.kehub.console;

import io.kehub.erp.access.Users;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockLine;
import io.kehub.kernel.Page;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Stock documents as the console writes them: ids and decimal numbers as texts. */
final class StockDocumentViews {

    private final Users users;
    private final ShownTime time;

    StockDocumentViews(Users users, ShownTime time) {
        this.users = users;
        this.time = time;
    }

    Listed list(Page<StockDocument> page) {
        var names = users.names(page.items().stream()
                .flatMap(document -> Stream.of(document.appliedBy(), document.confirmedBy()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return new Listed(
                page.items().stream().map(document -> head(document, names)).toList(),
                page.total(),
                page.request().index(),
                page.request().size());
    }

    Whole whole(StockDocument document, List<StockLine> lines) {
        var people = Stream.of(document.appliedBy(), document.confirmedBy())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Whole(
                head(document, users.names(people)),
                lines.stream().map(StockDocumentViews::line).toList());
    }

    private Head head(StockDocument document, Map<UserId, String> names) {
        var confirmedBy = document.confirmedBy();
        var reverses = document.reverses();
        var transfer = document.transfer();
        return new Head(
                String.valueOf(document.id().value()),
                FieldNames.shown(document.kind()),
                document.number(),
                document.title(),
                FieldNames.shown(document.state()),
                document.category(),
                document.supplier(),
                document.remark(),
                document.opinion(),
                document.source().number(),
                document.source().customer(),
                plain(document.quantity()),
                document.warehouses(),
                names.getOrDefault(document.appliedBy(), ""),
                time.of(document.appliedAt()),
                confirmedBy == null ? null : names.getOrDefault(confirmedBy, ""),
                time.of(document.confirmedAt()),
                reverses == null ? null : String.valueOf(reverses.value()),
                transfer == null ? null : String.valueOf(transfer.departure().value()),
                transfer == null ? null : FieldNames.shown(transfer.part()));
    }

    private static Line line(StockLine line) {
        return new Line(
                String.valueOf(line.id()),
                String.valueOf(line.product().value()),
                line.productName(),
                line.productCode(),
                line.productModel(),
                String.valueOf(line.unit()),
                line.unitName(),
                plain(line.quantity()),
                plain(line.baseQuantity()),
                String.valueOf(line.warehouse().value()),
                line.warehouseName(),
                line.batch(),
                line.serialNumbers(),
                line.producedOn(),
                line.expiresOn(),
                plain(line.price()),
                line.remark());
    }

    /** A number without an exponent and trailing zeros. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Listed(List<Head> list, long total, int pageIndex, int pageSize) {}

    record Whole(Head document, List<Line> lines) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Head(
            String id,
            String kind,
            String number,
            String title,
            String state,
            String category,
            String supplier,
            String remark,
            String opinion,
            String sourceNumber,
            String sourceCustomer,
            String quantity,
            String warehouses,
            String appliedBy,
            @Nullable String appliedAt,
            @Nullable String confirmedBy,
            @Nullable String confirmedAt,
            @Nullable String reverses,
            @Nullable String transfer,
            @Nullable String transferPart) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Line(
            String id,
            String product,
            String productName,
            String productCode,
            String productModel,
            String unit,
            String unitName,
            String quantity,
            String baseQuantity,
            String warehouse,
            String warehouseName,
            String batch,
            String serialNumbers,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            String price,
            String remark) {}
}

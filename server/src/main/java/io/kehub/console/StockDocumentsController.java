package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.SourceRef;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocumentFilter;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockFreezes;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stock documents in all that they can do: applied for or posted, adjusted, transferred, confirmed, refused, reversed; and
 * the freezing of stock. The ERP's own API has addresses for a part of it only.
 */
@RestController
@RequestMapping("/api/erp")
class StockDocumentsController {

    private static final String[] LINE = {
        "product",
        "unit",
        "quantity",
        "warehouse",
        "batch",
        "serial_numbers",
        "produced_on",
        "expires_on",
        "price",
        "remark"
    };

    private final StockDocuments documents;
    private final StockFreezes freezes;
    private final Dictionaries dictionaries;
    private final StockDocumentViews views;

    StockDocumentsController(
            StockDocuments documents, StockFreezes freezes, Dictionaries dictionaries, StockDocumentViews views) {
        this.documents = documents;
        this.freezes = freezes;
        this.dictionaries = dictionaries;
        this.views = views;
    }

    @GetMapping("/stock-documents")
    @RequiresPermission(Permission.READ_STOCK)
    ResponseEntity<Envelope> list(HttpServletRequest request) {
        var query = QueryValues.read(request, "kind", "state", "keyword", "page_index", "page_size");
        var kind = query.choice("kind", Kind.class);
        var state = query.choice("state", State.class);
        var keyword = query.text("keyword");
        var index = query.number("page_index", 1, 1_000_000, 1);
        var size = query.number("page_size", 1, PageRequest.LARGEST_SIZE, PageRequest.DEFAULT_SIZE);
        query.refuseFaults();
        var filter = new StockDocumentFilter(
                Objects.requireNonNullElse(kind, Kind.STOCK_IN),
                state,
                Objects.requireNonNullElse(keyword, ""),
                "",
                "",
                "",
                "",
                null,
                null,
                null,
                null,
                null,
                null);
        return Envelope.ok(views.list(documents.list(filter, new PageRequest(index, size))));
    }

    @GetMapping("/stock-documents/{id}")
    @RequiresPermission(Permission.READ_STOCK)
    ResponseEntity<Envelope> read(@PathVariable String id) {
        return Envelope.ok(shown(document(id)));
    }

    /** Applies for a document; {@code confirm} posts it at once. Its {@code number} makes a retry safe: it is unique. */
    @PostMapping("/stock-documents")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> add(@RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var body =
                JsonBody.read(request, "kind", "confirm", "number", "title", "category", "supplier", "remark", "lines");
        var kind = body.requiredChoice("kind", Kind.class);
        var confirm = Boolean.TRUE.equals(body.flag("confirm"));
        var draft = draft(body, true);
        body.refuseFaults();
        var whole = categorised(kind, draft);
        var id = confirm ? documents.post(kind, whole, caller.user()) : documents.apply(kind, whole, caller.user());
        return Envelope.created(shown(id));
    }

    /** Takes stock out of its warehouse and answers the stock-in that waits in the other. */
    @PostMapping("/stock-transfers")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> transfer(@RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var body = JsonBody.read(request, "target", "number", "title", "remark", "lines");
        var target = body.requiredId("target");
        var draft = draft(body, false);
        body.refuseFaults();
        return Envelope.created(shown(documents.transfer(draft, new WarehouseId(target), caller.user())));
    }

    /**
     * Lines with the same id are parts of that line. {@code rest} says what becomes of goods in a transfer that did not arrive.
     */
    @PostMapping("/stock-documents/{id}/confirm")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> confirm(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var document = document(id);
        var body = JsonBody.read(request, "opinion", "lines", "rest");
        var opinion = body.textOr("opinion", "");
        var rest = Objects.requireNonNullElse(body.choice("rest", Rest.class), Rest.IN_TRANSIT);
        var corrections = body.rows("lines", StockDocuments.MOST_LINES, "id", "quantity", "warehouse", "batch").stream()
                .map(row -> new StockConfirmation.Correction(
                        row.requiredId("id"), row.decimal("quantity"), warehouse(row), row.text("batch")))
                .toList();
        body.refuseFaults();
        documents.confirm(document, new StockConfirmation(opinion, corrections, rest), caller.user());
        return Envelope.ok(shown(document));
    }

    @PostMapping("/stock-documents/{id}/refuse")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> refuse(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var document = document(id);
        var body = JsonBody.read(request, "opinion");
        var opinion = body.textOr("opinion", "");
        body.refuseFaults();
        documents.refuse(document, opinion, caller.user());
        return Envelope.ok(shown(document));
    }

    /** Answers the document that undoes it. */
    @PostMapping("/stock-documents/{id}/reverse")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> reverse(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        return Envelope.created(shown(documents.reverse(document(id), caller.user())));
    }

    /** Freezes so much more; below zero unfreezes. */
    @PostMapping("/stock-freezes")
    @RequiresPermission(Permission.WRITE_STOCK)
    ResponseEntity<Envelope> freeze(@RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var body = JsonBody.read(request, "product", "warehouse", "batch", "quantity", "reason");
        var product = new ProductId(body.requiredId("product"));
        var place = new WarehouseId(body.requiredId("warehouse"));
        var batch = body.textOr("batch", "");
        var quantity = body.requiredDecimal("quantity");
        var reason = body.textOr("reason", "");
        body.refuseFaults();
        freezes.freeze(product, place, batch, quantity, reason, caller.user());
        return Envelope.ok(null);
    }

    /** The category in the spelling of its dictionary; none stays none. */
    private StockDocumentDraft categorised(Kind kind, StockDocumentDraft draft) {
        if (draft.category().isEmpty()) {
            return draft;
        }
        var dictionary = kind == Kind.STOCK_IN ? DictionaryName.STOCK_IN_KIND : DictionaryName.STOCK_OUT_KIND;
        return new StockDocumentDraft(
                draft.number(),
                draft.title(),
                dictionaries.accept(dictionary, draft.category(), "category"),
                draft.supplier(),
                draft.remark(),
                draft.source(),
                draft.lines());
    }

    private static StockDocumentDraft draft(JsonBody body, boolean categorised) {
        var lines = body.rows("lines", StockDocuments.MOST_LINES, LINE).stream()
                .map(StockDocumentsController::line)
                .toList();
        return new StockDocumentDraft(
                body.textOr("number", ""),
                body.textOr("title", ""),
                categorised ? body.textOr("category", "") : "",
                categorised ? body.textOr("supplier", "") : "",
                body.textOr("remark", ""),
                SourceRef.NONE,
                lines);
    }

    private static StockLineDraft line(JsonBody row) {
        return new StockLineDraft(
                new ProductId(row.requiredId("product")),
                row.id("unit"),
                row.requiredDecimal("quantity"),
                new WarehouseId(row.requiredId("warehouse")),
                row.textOr("batch", ""),
                row.textOr("serial_numbers", ""),
                row.day("produced_on"),
                row.day("expires_on"),
                Objects.requireNonNullElse(row.decimal("price"), BigDecimal.ZERO),
                row.textOr("remark", ""),
                0);
    }

    private static @Nullable WarehouseId warehouse(JsonBody row) {
        var id = row.id("warehouse");
        return id == null ? null : new WarehouseId(id);
    }

    private StockDocumentId document(String id) {
        return new StockDocumentId(Ids.positive(id));
    }

    private StockDocumentViews.Whole shown(StockDocumentId id) {
        var document = documents.find(id).orElseThrow(() -> StockDocuments.unknown(id));
        return views.whole(document, documents.lines(id));
    }
}

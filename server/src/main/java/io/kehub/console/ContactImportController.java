package io.kehub.console;

import io.kehub.hub.contact.ContactImport;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@RestController
@RequestMapping("/api/hub/contacts/import")
class ContactImportController {

    private final ContactImport contactImport;

    ContactImportController(ContactImport contactImport) {
        this.contactImport = contactImport;
    }

    @PostMapping(consumes = "text/csv")
    ResponseEntity<Envelope> body(HttpServletRequest request) throws IOException {
        var query = QueryValues.read(request, "charset");
        var charset = query.text("charset");
        query.refuseFaults();
        return imported(request.getInputStream(), charset);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Envelope> upload(
            @RequestPart("file") MultipartFile file,
            @RequestParam(name = "charset", required = false) @Nullable String charset)
            throws IOException {
        try (var csv = file.getInputStream()) {
            return imported(csv, charset == null || charset.isBlank() ? null : charset.strip());
        }
    }

    private ResponseEntity<Envelope> imported(InputStream csv, @Nullable String charset) throws IOException {
        var report = contactImport.importCsv(csv, charset);
        var refused = report.refused().stream().map(RefusedLineView::of).toList();
        return Envelope.ok(
                "导入完成：接受 " + report.accepted() + " 行，拒绝 " + refused.size() + " 行",
                new ReportView(report.accepted(), refused));
    }

    private record ReportView(long accepted, List<RefusedLineView> refused) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record RefusedLineView(long line, String wxId, List<Refusals.ShownError> errors) {
        static RefusedLineView of(ContactImport.RefusedLine refused) {
            return new RefusedLineView(refused.line(), refused.wxId(), Refusals.shown(refused.errors()));
        }
    }
}

package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports contacts from a CSV file.
 *
 * <p>The first line names the columns, in Chinese or English, in any order and letter case: 微信号 {@code wx_id}
 * (required), 备注 {@code remark}, 昵称 {@code nickname}, 类型 {@code type}, 置信度 {@code confidence}, 归属人 {@code owner}.
 * Cells are separated by commas, semicolons, tabs or bars. A line may be shorter than the header. Blank lines are skipped.
 * Each other line is accepted or rejected independently.
 *
 * <p>The file is UTF-8, UTF-16 or GB18030, with a byte order mark or without. If its encoding is ambiguous, it is rejected
 * rather than stored with wrong characters; the caller can then name the encoding.
 */
public final class ContactImport {

    /** Maximum number of contacts in a file. */
    public static final int MAX_LINES = 100_000;

    /** Maximum size of a file, in bytes. */
    public static final long MAX_BYTES = 50L * 1024 * 1024;

    private static final int BATCH = 1_000;

    private final ContactsJdbc contacts;
    private final WorkFolder folder;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContactImport(ContactsJdbc contacts, WorkFolder folder, TransactionTemplate transaction, Clock clock) {
        this.folder = folder;
        this.contacts = contacts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A rejected line.
     *
     * @param line number of the line in the file, counted from 1, the header and blank lines included; where a cell holds
     *     line breaks, the line in which the record begins
     * @param wxId the WeChat id in the line, cut to 64 characters; empty if it could not be read
     * @param errors all errors of the line, by domain field; {@code line} for an error of the line as a whole
     */
    public record RefusedLine(long line, String wxId, List<FieldError> errors) {
        public RefusedLine {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Result of an import.
     *
     * @param accepted number of lines imported as contacts
     * @param refused the rejected lines, in file order
     */
    public record Report(long accepted, List<RefusedLine> refused) {
        public Report {
            refused = List.copyOf(refused);
        }
    }

    /**
     * Imports a file. A line is rejected if its WeChat id already exists in the hub or in an earlier line, so
     * importing a file again changes nothing.
     *
     * <p>Lines are stored in groups of {@value #BATCH}, each in a transaction of its own: after a crash the committed
     * groups stay, and importing the same file again adds the rest. Memory is bounded, because the file is read from disk.
     *
     * @param csv read to its end or to the limit, not closed
     * @param charset the encoding of the file; null to have it detected
     * @throws ProblemException with nothing imported: {@code TooLarge} past {@link #MAX_BYTES} or {@link #MAX_LINES},
     *     {@code Invalid} if the encoding is unknown, does not fit or cannot be told, or the header cannot be read
     * @throws IOException if {@code csv} cannot be read or the disk is full; nothing is imported
     */
    public Report importCsv(InputStream csv, @Nullable String charset) throws IOException {
        try (var file = CsvFile.receive(csv, MAX_BYTES, charset, folder)) {
            refuseTooManyLines(file);
            try (var lines = new CsvLines(file)) {
                return importLines(CsvColumns.read(lines), lines);
            }
        }
    }

    private static void refuseTooManyLines(CsvFile file) throws IOException {
        try (var lines = new CsvLines(file)) {
            var header = lines.next();
            for (var count = 0; header.isPresent() && lines.next().isPresent(); count++) {
                if (count == MAX_LINES) {
                    throw new ProblemException(new Problem.TooLarge("文件超过 " + MAX_LINES + " 行，未导入任何联系人；请拆成多个文件分别导入"));
                }
            }
        }
    }

    private Report importLines(CsvColumns columns, CsvLines lines) throws IOException {
        var run = new Run();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            switch (line.get()) {
                case CsvLines.Broken broken -> run.refuse(broken.number(), "", List.of(broken.error()));
                case CsvLines.Cells cells -> {
                    var swallowed = columns.swallowed(cells);
                    if (swallowed.isEmpty()) {
                        run.take(cells.number(), columns.parse(cells));
                    }
                    swallowed.forEach(each -> run.refuse(each.number(), each.wxId(), List.of(each.error())));
                }
            }
        }
        return run.finish();
    }

    /** An import in progress. */
    private final class Run {
        private final List<RefusedLine> refused = new ArrayList<>();
        private final Map<String, Long> lineOfWxId = new HashMap<>();
        private final List<Candidate> batch = new ArrayList<>();
        private long accepted;

        private record Candidate(long line, NewContact contact) {}

        void take(long line, CsvColumns.Parsed parsed) {
            var contact = parsed.contact();
            if (!parsed.errors().isEmpty()) {
                refuse(line, contact.wxId(), parsed.errors());
                return;
            }
            var earlier = lineOfWxId.putIfAbsent(ContactRules.key(contact.wxId()), line);
            if (earlier != null) {
                refuse(
                        line,
                        contact.wxId(),
                        List.of(new FieldError("wxId", "与第 " + earlier + " 行的微信号重复", "同一文件中每个微信号只出现一次")));
                return;
            }
            batch.add(new Candidate(line, contact));
            if (batch.size() == BATCH) {
                store();
            }
        }

        void refuse(long line, String wxId, List<FieldError> errors) {
            refused.add(new RefusedLine(line, CsvColumns.shortened(wxId), errors));
        }

        Report finish() {
            store();
            refused.sort((one, other) -> Long.compare(one.line(), other.line()));
            return new Report(accepted, refused);
        }

        private void store() {
            if (batch.isEmpty()) {
                return;
            }
            var stored = insert(batch.stream().map(Candidate::contact).toList());
            for (var candidate : batch) {
                var wxId = candidate.contact().wxId();
                if (!stored.contains(wxId)) {
                    refuse(candidate.line(), wxId, List.of(ContactRules.takenWxId(wxId)));
                }
            }
            accepted += stored.size();
            batch.clear();
        }

        private Set<String> insert(List<NewContact> group) {
            return Objects.requireNonNull(transaction.execute(status -> contacts.insertAll(group, clock.instant())));
        }
    }
}

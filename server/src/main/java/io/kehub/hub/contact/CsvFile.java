package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An uploaded file on disk, so that it can be read more than once: to learn its encoding, to count, to import. */
final class CsvFile implements Closeable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private Charset charset = StandardCharsets.UTF_8;
    private int start;

    private CsvFile(Path path) {
        this.path = path;
    }

    /** Takes the stream to its end; more than {@code mostBytes}, or an encoding that is not read, is refused. */
    static CsvFile receive(InputStream csv, long mostBytes) throws IOException {
        var file = new CsvFile(Files.createTempFile("kehub-import-", ".csv"));
        try {
            file.fill(csv, mostBytes);
            file.detectEncoding();
            return file;
        } catch (IOException | RuntimeException broken) {
            file.close();
            throw broken;
        }
    }

    /** The text of the file without its byte order mark, followed by {@code end}. */
    Reader textThen(String end) throws IOException {
        return new InputStreamReader(
                new SequenceInputStream(bytes(), new ByteArrayInputStream(end.getBytes(charset))), charset);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private void fill(InputStream csv, long mostBytes) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            var buffer = new byte[64 * 1024];
            var size = 0L;
            for (var read = csv.read(buffer); read >= 0; read = csv.read(buffer)) {
                size += read;
                if (size > mostBytes) {
                    throw new ProblemException(
                            new Problem.TooLarge("文件超过 " + mostBytes / 1024 / 1024 + " MB，未导入任何联系人；请拆成多个文件分别导入"));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void detectEncoding() throws IOException {
        try (var in = Files.newInputStream(path)) {
            start = Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        }
        if (readsAs(StandardCharsets.UTF_8)) {
            return;
        }
        charset = Charset.forName("GB18030");
        if (start > 0 || !readsAs(charset)) {
            throw new ProblemException(new Problem.Invalid(
                    "csv_encoding",
                    "无法识别文件编码，未导入任何联系人；请另存为 UTF-8 编码的 CSV",
                    List.of(new FieldError("file", "文件编码无法识别", "UTF-8（有无 BOM 均可）或 GB18030/GBK 编码的 CSV"))));
        }
    }

    private boolean readsAs(Charset candidate) throws IOException {
        var strict = candidate
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var text = new InputStreamReader(bytes(), strict)) {
            text.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException otherEncoding) {
            return false;
        }
    }

    private InputStream bytes() throws IOException {
        var in = Files.newInputStream(path);
        in.skipNBytes(start);
        return in;
    }
}

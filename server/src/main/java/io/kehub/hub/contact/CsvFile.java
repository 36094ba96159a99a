package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WorkFolder;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An uploaded file on disk, so that it can be read more than once: to learn its encoding, to count, to import. */
final class CsvFile implements Closeable {

    private static final int SAMPLE = 1024 * 1024;
    private static final int END_OF_FILE = 0x1A;

    /** Signatures of other file types. */
    private static final Map<String, byte[]> OTHER_KINDS = Map.of(
            "Excel 工作簿（XLSX）或 ZIP 压缩包", new byte[] {'P', 'K', 3, 4},
            "Excel 工作簿（XLS）", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
            "PDF 文件", new byte[] {'%', 'P', 'D', 'F'},
            "GZIP 压缩文件", new byte[] {0x1F, (byte) 0x8B},
            "RAR 压缩文件", new byte[] {'R', 'a', 'r', '!'},
            "7z 压缩文件", new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF});

    private final Path path;
    private CsvEncoding encoding = CsvEncoding.UTF_8;
    private int start;

    private CsvFile(Path path) {
        this.path = path;
    }

    /**
     * Copies the stream to a file.
     *
     * @param charset the encoding that the caller names; null to have it detected
     * @throws ProblemException with more than {@code maxBytes}, with an unknown {@code charset}, or with an encoding that
     *     does not fit or cannot be told
     */
    static CsvFile receive(InputStream csv, long maxBytes, @Nullable String charset, WorkFolder folder)
            throws IOException {
        var named = charset == null ? null : CsvEncoding.named(charset).orElseThrow(() -> unknownCharset(charset));
        var file = new CsvFile(folder.newFile("import-", ".csv"));
        try {
            file.fill(csv, maxBytes);
            file.findEncoding(named);
            return file;
        } catch (IOException | RuntimeException broken) {
            file.close();
            throw broken;
        }
    }

    /** The text of the file without its byte order mark, followed by {@code end}. */
    Reader textThen(String end) throws IOException {
        return new InputStreamReader(
                new SequenceInputStream(bytes(encoding), new ByteArrayInputStream(end.getBytes(encoding.charset()))),
                encoding.charset());
    }

    /** The layout, detected from the first lines. */
    CsvLayout layout() throws IOException {
        try (var text = textThen("")) {
            var beginning = new char[CsvLayout.MAX_BEGINNING];
            var length = 0;
            for (var read = 0; read >= 0 && length < beginning.length; length += Math.max(read, 0)) {
                read = text.read(beginning, length, beginning.length - length);
            }
            return CsvLayout.of(new String(beginning, 0, length));
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private void fill(InputStream csv, long maxBytes) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            var buffer = new byte[64 * 1024];
            var size = 0L;
            for (var read = csv.read(buffer); read >= 0; read = csv.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw new ProblemException(
                            new Problem.TooLarge("文件超过 " + maxBytes / 1024 / 1024 + " MB，未导入任何联系人；请拆成多个文件分别导入"));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void findEncoding(@Nullable CsvEncoding named) throws IOException {
        var sample = sample();
        refuseOtherKinds(sample);
        var marked = byteOrderMark(sample);
        if (marked != null && named != null && marked != named && !(marked.isWide() && named.isWide())) {
            throw unreadable("文件的字节序标记（BOM）表明编码是 " + marked.name() + "，与 charset=" + named.name() + " 不符");
        }
        encoding = marked != null ? marked : named != null ? named : detected(sample);
        dropEndOfFileMark();
        if (!readsAs(encoding)) {
            throw unreadable("文件内容不是有效的 " + encoding.name() + " 编码");
        }
    }

    private static void refuseOtherKinds(byte[] sample) {
        OTHER_KINDS.forEach((kind, magic) -> {
            if (startsWith(sample, magic)) {
                throw unreadable("上传的是 " + kind + "，不是 CSV");
            }
        });
    }

    /** The encoding given by the byte order mark; null if there is none. */
    private @Nullable CsvEncoding byteOrderMark(byte[] sample) {
        if (startsWith(sample, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0})) {
            throw unreadable("文件是 UTF-32 编码");
        }
        if (startsWith(sample, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            start = 3;
            return CsvEncoding.UTF_8;
        }
        if (startsWith(sample, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
            start = 2;
            return CsvEncoding.UTF_16LE;
        }
        if (startsWith(sample, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
            start = 2;
            return CsvEncoding.UTF_16BE;
        }
        return null;
    }

    private CsvEncoding detected(byte[] sample) throws IOException {
        if (holdsZero(sample)) {
            for (var wide : List.of(CsvEncoding.UTF_16LE, CsvEncoding.UTF_16BE)) {
                if (namesContacts(sample, wide)) {
                    return wide;
                }
            }
        }
        if (readsAs(CsvEncoding.UTF_8)) {
            return CsvEncoding.UTF_8;
        }
        if (holdsZero(sample)) {
            throw unreadable("文件含有二进制内容，不是 CSV");
        }
        if (!headerIsAscii(sample) && namesContacts(sample, CsvEncoding.GB18030)) {
            return CsvEncoding.GB18030;
        }
        for (var other : CsvEncoding.LOOK_ALIKES) {
            if (!headerIsAscii(sample) && namesContacts(sample, other)) {
                throw unreadable("文件可能是 " + other.name() + " 编码");
            }
        }
        if (!readsAs(CsvEncoding.GB18030) || GbLikelihood.isDoubtful(sample)) {
            throw unreadable("无法确定文件编码");
        }
        return CsvEncoding.GB18030;
    }

    /** Whether the header, in this encoding, has the required column. */
    private static boolean namesContacts(byte[] sample, CsvEncoding candidate) {
        return CsvColumns.namesWxId(beginning(sample, candidate.charset()));
    }

    private static boolean headerIsAscii(byte[] sample) {
        return CsvLayout.headerOf(beginning(sample, StandardCharsets.ISO_8859_1))
                .chars()
                .allMatch(each -> each < 0x80);
    }

    private static String beginning(byte[] sample, Charset charset) {
        return new String(sample, 0, Math.min(sample.length, CsvLayout.MAX_BEGINNING), charset);
    }

    private static boolean holdsZero(byte[] sample) {
        for (var each : sample) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** The beginning of the file, cut at the end of a line if the file is longer. */
    private byte[] sample() throws IOException {
        try (var in = Files.newInputStream(path)) {
            var sample = in.readNBytes(SAMPLE);
            var length = sample.length;
            while (sample.length == SAMPLE && length > 0 && sample[length - 1] != '\n') {
                length--;
            }
            return length == 0 ? sample : Arrays.copyOf(sample, length);
        }
    }

    /** Old programs end a text with Ctrl-Z, before or after the last line end. */
    private void dropEndOfFileMark() throws IOException {
        var unit = encoding.isWide() ? 2 : 1;
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var end = file.length();
            var marked = false;
            for (; end - unit >= start; end -= unit) {
                file.seek(end - unit);
                var letter = file.readUnsignedByte();
                if (unit == 2) {
                    var second = file.readUnsignedByte();
                    letter = encoding == CsvEncoding.UTF_16LE ? letter | second << 8 : letter << 8 | second;
                }
                if (letter != END_OF_FILE && letter != '\n' && letter != '\r') {
                    break;
                }
                marked |= letter == END_OF_FILE;
            }
            if (marked) {
                file.setLength(end);
            }
        }
    }

    /** Whether every byte is part of a character; UTF-16 without a zero, which only binary content has. */
    private boolean readsAs(CsvEncoding candidate) throws IOException {
        var strict = candidate
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var text = new InputStreamReader(bytes(candidate), strict)) {
            var buffer = new char[16 * 1024];
            for (var read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                if (candidate.isWide()
                        && CharBuffer.wrap(buffer, 0, read).chars().anyMatch(letter -> letter == 0)) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException otherEncoding) {
            return false;
        }
    }

    private InputStream bytes(CsvEncoding read) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(path), 64 * 1024);
        in.skipNBytes(start);
        return read.isGb() ? new EuroInput(in) : in;
    }

    private static ProblemException unknownCharset(String charset) {
        return new ProblemException(
                Problem.Invalid.field("charset", "不支持的编码“" + CsvColumns.shortened(charset) + "”", CsvEncoding.NAMES));
    }

    private static ProblemException unreadable(String what) {
        return new ProblemException(new Problem.Invalid(
                "csv_encoding",
                what + "，未导入任何联系人；请另存为 UTF-8 编码的 CSV，或用参数 charset 指明编码",
                List.of(new FieldError(
                        "file", what, "UTF-8、UTF-16 或 GB18030（GBK）编码的 CSV；用参数 charset 指明时还可以是 " + CsvEncoding.NAMES))));
    }
}

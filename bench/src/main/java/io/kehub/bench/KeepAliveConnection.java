package io.kehub.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that sends one request again and again, and opens itself anew where the server closes it. It stands on
 * a plain socket, because the JDK's client needs as much of a processor as the server that is being measured.
 */
final class KeepAliveConnection implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 60_000;
    private static final String SUCCESS = "\"success\":true";

    private final URI server;
    private final byte[] request;
    private Socket socket;
    private InputStream in;

    KeepAliveConnection(URI server, String path, String cookie, String json) throws IOException {
        this.server = server;
        this.request = request(server, path, cookie, json);
        socket = connect();
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    private static byte[] request(URI server, String path, String cookie, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Cookie: " + cookie,
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "",
                "");
        var start = head.getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private Socket connect() throws IOException {
        var opened = new Socket(server.getHost(), server.getPort());
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(LONGEST_WAIT_MILLIS);
        return opened;
    }

    /**
     * Sends the request and reads the answer to its end.
     *
     * @throws BenchException when it is not a success, with what was answered
     */
    void exchange() throws IOException {
        socket.getOutputStream().write(request);
        var status = line();
        var length = -1;
        var closes = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var folded = header.toLowerCase(Locale.ROOT);
            if (folded.startsWith("content-length:")) {
                length = Integer.parseInt(
                        folded.substring("content-length:".length()).strip());
            } else if (folded.startsWith("connection:")) {
                closes = folded.contains("close");
            }
        }
        if (length < 0) {
            throw new BenchException("an answer without Content-Length: " + status);
        }
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 200") || !body.contains(SUCCESS)) {
            throw new BenchException("not a success: " + status + " " + body);
        }
        if (closes) {
            socket.close();
            socket = connect();
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (letter != '\r') {
                line.append((char) letter);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

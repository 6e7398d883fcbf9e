package org.qgate.local.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** A request as a test writes it, and what it was answered. */
final class TestExchange implements Exchange {
    String method = "GET";
    String path = "/v1/thing";
    String query;
    String host = "127.0.0.1:8443";
    String authorization = "Bearer good";
    byte[] body = new byte[0];
    long bodyBytes = -1;

    int status;
    String type;
    Map<String, String> headers;
    long totalBytes;
    boolean ended;
    boolean cut;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public String authorization() {
        return authorization;
    }

    @Override
    public String accept() {
        return null;
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public byte[] body(int most) {
        return Arrays.copyOf(body, Math.min(body.length, most + 1));
    }

    @Override
    public void begin(int status, String type, Map<String, String> headers, long totalBytes) {
        this.status = status;
        this.type = type;
        this.headers = headers;
        this.totalBytes = totalBytes;
    }

    @Override
    public void write(byte[] piece, boolean last) {
        out.writeBytes(piece);
        ended = last;
    }

    @Override
    public void cut() {
        cut = true;
    }

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}

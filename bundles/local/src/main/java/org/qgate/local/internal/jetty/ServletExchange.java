package org.qgate.local.internal.jetty;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.qgate.local.internal.http.Exchange;

/** A request and its answer as servlets have them. */
final class ServletExchange implements Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Line line;

    ServletExchange(HttpServletRequest request, HttpServletResponse response, Line line) {
        this.request = request;
        this.response = response;
        this.line = line;
    }

    /** The connection below. */
    interface Line {
        /** A body is read from now on. */
        void reading();

        /** What was to be read is there. */
        void answering();

        /** Cuts it. */
        void cut();
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public String query() {
        return request.getQueryString();
    }

    @Override
    public String host() {
        return request.getHeader("Host");
    }

    @Override
    public String authorization() {
        return request.getHeader("Authorization");
    }

    @Override
    public String accept() {
        return request.getHeader("Accept");
    }

    @Override
    public long bodyBytes() {
        return request.getContentLengthLong();
    }

    @Override
    public byte[] body(int most) throws IOException {
        line.reading();
        try {
            return request.getInputStream().readNBytes(most + 1);
        } finally {
            line.answering();
        }
    }

    @Override
    public void begin(int status, String type, Map<String, String> headers, long totalBytes) {
        response.setStatus(status);
        response.setContentType(type);
        headers.forEach(response::setHeader);
        if (totalBytes >= 0) {
            response.setContentLengthLong(totalBytes);
        }
    }

    @Override
    public void write(byte[] piece, boolean last) throws IOException {
        response.getOutputStream().write(piece);
        if (!last) {
            response.flushBuffer();
        }
    }

    @Override
    public void cut() {
        line.cut();
    }
}

package org.qgate.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;

/** Writes down what it is told, and consumes a unit only once it is whole. */
record TellingHandler(List<String> told, int unit) implements PortHandler {
    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        told.add("accepted");
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        told.add("connected");
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        told.add("failed " + reason);
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        if (length < unit) {
            return 0;
        }
        told.add("received " + new String(bytes, offset, length, StandardCharsets.US_ASCII));
        return length;
    }

    @Override
    public void readComplete(long port) {
        told.add("readComplete");
    }

    @Override
    public void writable(long port) {
        told.add("writable");
    }

    @Override
    public void inputClosed(long port) {
        told.add("inputClosed");
    }

    @Override
    public void closed(long port, CloseReason reason) {
        told.add("closed " + reason);
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {
        told.add("resolved " + addresses + " " + failure);
    }

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {
        told.add("reversed " + names + " " + failure);
    }
}

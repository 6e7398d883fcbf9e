package org.qgate.gate.internal.host;

import org.qgate.api.NodeId;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;

/** A stream of the node as contracts know it; what fails is thrown as it comes. */
record HandedStream(ProtocolStream stream) implements Stream {
    static Caller caller(org.qgate.api.protocol.Caller from) {
        return new Caller(from.node().map(NodeId::toString), from.circuit());
    }

    @Override
    public Caller peer() {
        return caller(stream.peer());
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        return stream.read(into, offset, length, atMostMs);
    }

    @Override
    public void write(byte[] from, int offset, int length, long atMostMs) {
        stream.write(from, offset, length, atMostMs);
    }

    @Override
    public void end() {
        stream.end();
    }

    @Override
    public void close() {
        stream.close();
    }
}

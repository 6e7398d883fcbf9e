package org.qgate.sandbox.child;

import org.qgate.ext.shell.PickedFile;

/** A file that the node has open for one run of a command. Thread-safe. */
record RemoteFile(Node node, long number, String name) implements PickedFile {
    @Override
    public long size() {
        return node.number("file.size", number);
    }

    @Override
    public byte[] read(long offset, int most) {
        return node.bytes("file.read", number, offset, most);
    }

    @Override
    public void write(byte[] bytes) {
        node.ask("file.write", number, bytes);
    }
}

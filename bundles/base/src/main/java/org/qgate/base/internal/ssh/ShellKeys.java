package org.qgate.base.internal.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.ssh.OperatorEntry;
import org.qgate.common.ssh.ShellKey;

/**
 * The two keys of the shell, made at the first start: the operator's, whose public part opens the user {@code admin},
 * and the SSH server's, which clients of this machine pin.
 */
public final class ShellKeys {
    private static final String OPERATOR = "ssh/operator_key";
    private static final String HOST = "ssh/host_key";
    private static final String PUBLIC = ".pub";

    private final StateFolder state;
    private final Path etc;

    /** Makes keys for a node. */
    public ShellKeys(StateFolder state, Path etc) {
        this.state = state;
        this.etc = etc;
    }

    /**
     * Makes what is missing and registers the operator.
     *
     * @throws QGateException QG-BAS-0005 when a file cannot be written
     */
    public void prepare() {
        ensure(HOST, "qgate-host");
        boolean made = ensure(OPERATOR, "qgate-operator");
        String line = new String(state.read(OPERATOR + PUBLIC).orElseThrow(), StandardCharsets.US_ASCII);
        Path users = etc.resolve("keys.properties");
        try {
            new OperatorEntry(users).register(ShellKey.blobOf(line), made);
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_WRITE, users + ": " + failed, failed);
        }
    }

    private boolean ensure(String name, String comment) {
        if (state.read(name).isPresent() && state.read(name + PUBLIC).isPresent()) {
            return false;
        }
        ShellKey key = ShellKey.generate();
        // The public part last: whoever finds it finds the whole pair.
        state.write(name, key.privatePem().getBytes(StandardCharsets.US_ASCII));
        state.write(name + PUBLIC, key.publicLine(comment).getBytes(StandardCharsets.US_ASCII));
        return true;
    }
}

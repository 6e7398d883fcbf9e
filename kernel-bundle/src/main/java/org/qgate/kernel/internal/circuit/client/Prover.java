package org.qgate.kernel.internal.circuit.client;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.circuit.cell.DiallerProof;

/** Proves to a service who dials it, for streams that ask for that and for no other. Signs off the loop. */
final class Prover {
    private final Env env;
    private final Supplier<Identity> identity;

    Prover(Env env, Supplier<Identity> identity) {
        this.env = env;
        this.identity = identity;
    }

    /** Whether a stream's first bytes are still owed. */
    static boolean owes(ClientStream stream) {
        return stream.end() != null
                && !stream.isProven()
                && stream.aim() instanceof ServiceAim service
                && service.request().identify();
    }

    /**
     * Sends the proof as a stream's first bytes, soon; unless the stream is elsewhere by then.
     *
     * @param failed hears of a stream for which none can be made
     */
    void prove(ClientStream stream, Consumer<ClientStream> failed) {
        if (!owes(stream) || !(stream.aim() instanceof ServiceAim service)) {
            return;
        }
        Identity self = identity.get();
        ClientCircuit circuit = stream.circuit();
        DiallerProof proof = new DiallerProof(
                self.networkId(),
                circuit.onion().binding().clone(),
                service.request().node(),
                service.request().protocol());
        Consumer<byte[]> send = bytes -> {
            if (stream.circuit() == circuit && owes(stream)) {
                stream.proven(true);
                stream.end().first(bytes);
            }
        };
        boolean queued = env.offload().submit(Offload.Lane.OWN, () -> proof.by(self), send, (QGateException none) -> {
            if (stream.circuit() == circuit) {
                failed.accept(stream);
            }
        });
        if (!queued) {
            env.after(0, () -> failed.accept(stream));
        }
    }
}

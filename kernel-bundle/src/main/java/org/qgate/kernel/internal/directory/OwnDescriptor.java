package org.qgate.kernel.internal.directory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.store.StoreMap;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Env;

/**
 * This relay's own descriptor: made when it starts, when something in it changes, and well before it expires; its
 * sequence is in the store before anyone sees it ([DESC-12]). Event loop only.
 */
final class OwnDescriptor {
    /** The key of the last sequence: eight bytes. */
    static final String SEQUENCE = "sequence";

    private static final long MAINTAIN_MS = 3_600_000;
    private static final long RETRY_MS = 10_000;

    private final Scope scope;
    private final Consumer<Descriptor> made;
    private SelfDescription wanted;
    private SelfDescription stated;
    private Env.Timer renew;
    private Env.Timer maintain;
    private boolean making;
    private String digest = "";
    private String problem = "";

    OwnDescriptor(Scope scope, Consumer<Descriptor> made) {
        this.scope = scope;
        this.made = made;
    }

    /** Says what the descriptor shall say; made anew when that differs from the last one. */
    void describe(SelfDescription self) {
        wanted = self;
        if (!self.equals(stated)) {
            make();
        }
    }

    /** Goes on with a descriptor made before a hand-over, when it says what it shall say now. */
    void resume(SelfDescription self, Descriptor before, long renewInMs, long maintainInMs) {
        maintain = scope.after(maintainInMs, this::maintain);
        digest = before.digest();
        if (says(before.fields(), self)) {
            wanted = self;
            stated = self;
            renew = scope.after(renewInMs, this::make);
        } else {
            describe(self);
        }
    }

    private static boolean says(DescriptorFields fields, SelfDescription self) {
        return fields.addresses().equals(self.addresses())
                && fields.suite() == self.suite()
                && fields.exitPorts().equals(self.exitPorts())
                && fields.contact().equals(self.contact())
                && fields.rateBytesPerSecond() == self.rateBytesPerSecond()
                && (fields.flags() & DescriptorFields.SEED) != 0 == self.seed()
                && fields.duties().equals(self.duties())
                && fields.services().equals(self.services());
    }

    /** Keys changed: the descriptor must say so. */
    void keysChanged() {
        stated = null;
        make();
    }

    /** Returns the digest of the last one, or an empty text. */
    String digest() {
        return digest;
    }

    /** Returns what hinders it, or an empty text. */
    String problem() {
        return problem;
    }

    SelfDescription stated() {
        return stated;
    }

    long renewInMs() {
        return renew == null ? 0 : renew.remainingMs();
    }

    long maintainInMs() {
        return maintain == null ? 0 : maintain.remainingMs();
    }

    private void make() {
        if (making || wanted == null) {
            return; // what is wanted now is looked at when the one under way is done
        }
        making = true;
        SelfDescription now = wanted;
        long nowMs = scope.wallMs();
        Crypto crypto = scope.env().crypto();
        Network network = scope.network();
        Archive archive = scope.archive();
        scope.keep(() -> sign(crypto, network, archive, now, nowMs), descriptor -> done(now, descriptor), failed -> {
            making = false;
            problem = "no descriptor can be made: " + failed.getMessage();
            again(RETRY_MS);
        });
    }

    private void done(SelfDescription said, Descriptor descriptor) {
        making = false;
        problem = "";
        stated = said;
        digest = descriptor.digest();
        again(scope.settings().descriptorMs());
        if (maintain == null) {
            maintain = scope.after(MAINTAIN_MS, this::maintain);
        }
        made.accept(descriptor);
        if (!wanted.equals(stated)) {
            make();
        }
    }

    private void again(long delayMs) {
        if (renew != null) {
            renew.cancel();
        }
        renew = scope.after(delayMs, this::make);
    }

    private void maintain() {
        Crypto crypto = scope.env().crypto();
        String network = scope.network().id();
        maintain = scope.after(MAINTAIN_MS, this::maintain);
        scope.work(
                () -> crypto.identity(network).maintain(),
                changed -> {
                    if (changed) {
                        keysChanged();
                    }
                },
                failed -> problem = "keys cannot be renewed: " + failed.getMessage());
    }

    /** Runs off the loop. */
    static Descriptor sign(Crypto crypto, Network network, Archive archive, SelfDescription self, long nowMs) {
        Identity identity = crypto.identity(network.id());
        long sequence = nextSequence(archive.map(Archive.DIRECTORY), nowMs);
        DescriptorFields fields = new DescriptorFields(
                network.id(),
                identity.certificate(),
                identity.onionKeys(),
                self.addresses(),
                self.suite(),
                flags(self),
                identity.family().orElse(null),
                self.contact(),
                List.copyOf(self.exitPorts()),
                ProtocolVersions.OURS,
                nowMs,
                nowMs + DescriptorFields.MAX_LIFE_MS,
                sequence,
                self.rateBytesPerSecond(),
                List.copyOf(self.services()));
        byte[] encoded = sign(identity, fields);
        return new DescriptorCheck(crypto, network).verify(encoded, nowMs);
    }

    private static int flags(SelfDescription self) {
        return (self.exitPorts().isEmpty() ? 0 : DescriptorFields.EXIT)
                | (self.seed() ? DescriptorFields.SEED : 0)
                | (self.duties().serves() ? DescriptorFields.SERVICE : 0)
                | (self.duties().relays() ? 0 : DescriptorFields.LAST_ONLY);
    }

    static byte[] sign(Identity identity, DescriptorFields fields) {
        byte[] body = DescriptorCodec.body(fields);
        byte[] signature = identity.sign(DescriptorCodec.DOMAIN, body);
        byte[] encoded = new byte[body.length + signature.length];
        System.arraycopy(body, 0, encoded, 0, body.length);
        System.arraycopy(signature, 0, encoded, body.length, signature.length);
        return encoded;
    }

    /** The clock makes it rise even when the store was lost; the store even when the clock was set back. */
    private static long nextSequence(StoreMap map, long nowMs) {
        byte[] key = Archive.key(SEQUENCE);
        long next = Math.max(map.count(key) + 1, nowMs);
        map.put(key, sequence(next));
        return next;
    }

    /** Makes the value of a sequence. */
    static byte[] sequence(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}

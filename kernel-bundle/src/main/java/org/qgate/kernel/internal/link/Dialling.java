package org.qgate.kernel.internal.link;

import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.PortSink;

/** A link that this node makes: tries the addresses one after the other until a handshake succeeds. */
final class Dialling {
    private final TcpLinks links;
    private final Env env;
    private final Contact contact;
    private final Iterator<Endpoint> addresses;
    private Attempt attempt;
    private LinkClose last = LinkClose.CARRIER;
    private boolean over;

    Dialling(TcpLinks links, Contact contact) {
        this.links = links;
        this.env = links.env();
        this.contact = contact;
        this.addresses = contact.addresses().iterator();
    }

    NodeId peer() {
        return contact.id();
    }

    LinkSuite suite() {
        return contact.suite();
    }

    /** Tries the next address; without one the link has failed. */
    void next() {
        while (addresses.hasNext()) {
            Endpoint address = addresses.next();
            if (links.mayReach(address.address())) {
                attempt = new Attempt(address);
                return;
            }
            last = LinkClose.DENIED;
        }
        over = true;
        links.dialFailed(this, last);
    }

    /** Gives up without a word to anybody. */
    void drop() {
        if (!over) {
            over = true;
            attempt.end();
        }
    }

    private void failed(LinkClose reason) {
        last = reason;
        if (!over) {
            next();
        }
    }

    /** What a worker made of message 2. */
    private record Progress(byte[] reply, LinkSession session) {}

    /** One address. */
    private final class Attempt implements PortSink {
        private final Endpoint remote;
        private final long port;
        private final Env.Timer timer;
        private LinkHandshake handshake;
        private boolean waiting; // for message 2
        private boolean ended;

        Attempt(Endpoint remote) {
            this.remote = remote;
            long timeoutMs = links.settings().timing().handshakeMs();
            IpAddress from = links.settings().dialFrom();
            boolean sameFamily = from != null && from.v6() == remote.address().v6();
            port = env.ports().connect(new ConnectRequest(remote, sameFamily ? from : null, (int) timeoutMs));
            env.attach(port, this);
            timer = env.after(timeoutMs, () -> giveUp(LinkClose.TIMEOUT));
        }

        @Override
        public void connected(Endpoint local, Endpoint connectedTo) {
            handshake = links.handshake(contact);
            work(handshake::start, this::begin);
        }

        private void begin(byte[] message) {
            waiting = true;
            HandshakeBytes.send(env, port, message);
        }

        @Override
        public int received(byte[] bytes, int offset, int length) {
            if (ended) {
                return length;
            }
            int wanted = waiting ? handshake.expects() : Integer.MAX_VALUE;
            if (length < wanted) {
                return 0;
            }
            waiting = false;
            byte[] message = Arrays.copyOfRange(bytes, offset, offset + wanted);
            env.ports().pause(port);
            work(() -> advance(message), this::finished);
            return wanted;
        }

        /** On a worker. */
        private Progress advance(byte[] message) {
            byte[] reply = handshake.advance(message);
            return new Progress(reply, handshake.finish());
        }

        private void finished(Progress progress) {
            if (!isTarget(progress.session().peer())) {
                progress.session().cipher().destroy();
                refused();
                return;
            }
            over = true;
            end(false);
            HandshakeBytes.send(env, port, progress.reply());
            links.dialled(Dialling.this, port, remote, progress.session());
            env.ports().resume(port);
        }

        private boolean isTarget(Certificate certificate) {
            return certificate != null && certificate.nodeId().equals(contact.id());
        }

        private <T> void work(Callable<T> task, Consumer<T> then) {
            boolean queued = env.offload()
                    .submit(
                            Offload.Lane.OWN,
                            task,
                            result -> unlessEnded(() -> then.accept(result)),
                            refused -> refused());
            if (!queued) {
                giveUp(LinkClose.LIMIT);
            }
        }

        private void unlessEnded(Runnable then) {
            if (!ended) {
                then.run();
            }
        }

        private void refused() {
            env.count(Counter.LINK_HANDSHAKES_REFUSED);
            giveUp(LinkClose.HANDSHAKE);
        }

        private void giveUp(LinkClose reason) {
            if (!ended) {
                end();
                Dialling.this.failed(reason);
            }
        }

        void end() {
            end(true);
        }

        private void end(boolean closing) {
            ended = true;
            timer.cancel();
            if (closing) {
                env.ports().abort(port);
            }
        }

        @Override
        public void failed(ConnectFailure reason) {
            giveUp(reason == ConnectFailure.TIMEOUT ? LinkClose.TIMEOUT : LinkClose.CARRIER);
        }

        @Override
        public void inputClosed() {
            giveUp(LinkClose.HANDSHAKE);
        }

        @Override
        public void closed(CloseReason reason) {
            giveUp(LinkClose.HANDSHAKE);
        }
    }
}

package org.qgate.extender.messenger.talk;

import java.util.Optional;
import org.qgate.ext.RefusedException;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.mailbox.Reply;
import org.qgate.extender.messenger.mailbox.Reply.Status;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Bundle;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reason;
import org.qgate.extender.messenger.store.NotOurTurnException;
import org.qgate.extender.messenger.talk.Errand.Bring;
import org.qgate.extender.messenger.talk.Errand.Introduce;

/** Runs errands: tries the places of somebody one after the other, and tells the outbox how it went. Thread-safe. */
public final class Courier {
    private final Outbox outbox;
    private final Post post;

    /** Runs errands of an outbox. */
    public Courier(Outbox outbox, Post post) {
        this.outbox = outbox;
        this.post = post;
    }

    /** Runs one; returns why it did not work, or nothing. */
    public Optional<String> run(Errand errand, Now now) {
        String why = "there is no place to bring it to";
        for (Place place : errand.places()) {
            Optional<String> failed = at(errand, place, now);
            if (failed.isEmpty()) {
                return failed;
            }
            why = failed.get();
        }
        outbox.failed(errand.to(), now.ms());
        return Optional.of(why);
    }

    private Optional<String> at(Errand errand, Place place, Now now) {
        Request request = errand instanceof Bring bring
                ? new Request.Put(place.box(), bring.envelope())
                : new Request.Ask(place.box());
        Reply reply;
        try {
            reply = post.ask(place.node(), request, way(place.box()));
        } catch (NotOurTurnException another) {
            throw another;
        } catch (RefusedException | MalformedException failed) {
            return Optional.of(failed.getMessage());
        }
        if (reply.status() != Status.DONE) {
            return Optional.of("the box says " + reply.status());
        }
        if (errand instanceof Bring bring) {
            outbox.brought(bring, now.ms());
            return Optional.empty();
        }
        return introduced((Introduce) errand, reply, now);
    }

    private Optional<String> introduced(Introduce errand, Reply reply, Now now) {
        try {
            Optional<Reason> refused = outbox.introduced(errand, Bundle.decode(reply.body()), now.ms());
            return refused.map(reason -> "their keys were refused: " + reason);
        } catch (MalformedException malformed) {
            return Optional.of("their keys are none: " + malformed.getMessage());
        }
    }

    /** To one box goes one way, which is of no other box and not that by which one fetches. */
    private static String way(Octets box) {
        return "to " + box.hex();
    }
}

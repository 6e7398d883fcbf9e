package org.qgate.extender.messenger.file;

import java.util.Optional;
import org.qgate.ext.net.Stream;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.mailbox.Boxes;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Attachment;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;
import org.qgate.extender.messenger.talk.Now;

/**
 * Serves streams of {@link #PROTOCOL}: whoever knows the random id of a file gets its sealed chunks, from where it says; whoever
 * owns a box here leaves chunks, from where it was broken off.
 */
public final class FileCounter {
    /** The protocol of streams. */
    public static final String PROTOCOL = "messenger/files/1";

    static final int GET = 1;
    static final int PUT = 2;
    static final int ID_BYTES = 16;
    /** How many chunks there are in all, how many of them are there: each request is answered so, or by zeros. */
    static final int ANSWER_BYTES = 8;

    private final Parcels parcels;
    private final Boxes boxes;
    private final Now now;

    /** Serves these chunks. */
    public FileCounter(Parcels parcels, Boxes boxes, Now now) {
        this.parcels = parcels;
        this.boxes = boxes;
        this.now = now;
    }

    /** Serves one stream. */
    public void serve(Stream stream) {
        Pipe pipe = new Pipe(stream);
        int kind = pipe.read(1)[0];
        Octets id = Octets.of(pipe.read(ID_BYTES));
        if (kind == GET) {
            give(pipe, id, new Reader(pipe.read(4)).upTo(Parcel.MOST_CHUNKS));
        } else if (kind == PUT) {
            take(pipe, id);
        } else {
            throw new MalformedException("a stream of kind " + kind);
        }
        stream.end();
    }

    private static byte[] answer(Optional<Parcel> parcel) {
        return new Writer()
                .u32(parcel.map(Parcel::chunks).orElse(0))
                .u32(parcel.map(Parcel::have).orElse(0))
                .bytes();
    }

    private void give(Pipe pipe, Octets id, int from) {
        Optional<Parcel> parcel = parcels.find(id);
        pipe.write(answer(parcel));
        for (int i = from; i < parcel.map(Parcel::have).orElse(0); i++) {
            pipe.write(parcels.chunk(id, i).orElseThrow(() -> new MalformedException("it is past its time")));
        }
    }

    private void take(Pipe pipe, Octets id) {
        Octets box = Octets.of(pipe.read(Place.BOX_BYTES));
        Octets key = Octets.of(pipe.read(Request.KEY_BYTES));
        int chunks = new Reader(pipe.read(4)).upTo(Parcel.MOST_CHUNKS);
        Optional<Parcel> parcel = boxes.opens(box, key) ? parcels.begin(id, chunks, now.ms()) : Optional.empty();
        pipe.write(answer(parcel));
        for (int i = parcel.map(Parcel::have).orElse(chunks); i < chunks; i++) {
            parcels.add(id, i, pipe.read(Attachment.SEALED_BYTES));
        }
        pipe.write(answer(parcels.find(id))); // all of it is durable
    }
}

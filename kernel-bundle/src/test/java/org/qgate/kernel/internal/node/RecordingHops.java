package org.qgate.kernel.internal.node;

import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.kernel.handover.SealRecord;

/** Real hop handshakes whose layers are recorded. */
record RecordingHops(HopHandshakes real, SealRecord record) implements HopHandshakes {
    @Override
    public HopRequest request(HopTarget target, CellSize size) {
        HopRequest request = real.request(target, size);
        return new HopRequest() {
            @Override
            public byte[] create() {
                return request.create();
            }

            @Override
            public HopLayers finish(byte[] created) {
                return recorded(request.finish(created));
            }

            @Override
            public void destroy() {
                request.destroy();
            }
        };
    }

    @Override
    public HopAnswer answer(Identity self, byte[] create) {
        HopAnswer answer = real.answer(self, create);
        return new HopAnswer(answer.created(), answer.size(), recorded(answer.layers()));
    }

    private HopLayers recorded(HopLayers layers) {
        return new HopLayers(recorded(layers.outbound()), recorded(layers.inbound()), layers.binding());
    }

    private LayerCipher recorded(LayerCipher layer) {
        return new RecordingLayer(layer, real, record);
    }

    @Override
    public LayerCipher restore(byte[] exported) {
        return recorded(real.restore(exported));
    }
}

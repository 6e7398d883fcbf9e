package org.qgate.kernel.handover;

import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** One AEAD of the runtime; what it seals is recorded when it has sealed it. */
final class RecordingAead extends CipherSpi {
    private final Cipher real;
    private final SealRecord record;
    private boolean seals;
    private byte[] key;
    private byte[] nonce;

    RecordingAead(Cipher real, SealRecord record) {
        this.real = real;
        this.record = record;
    }

    @Override
    protected void engineInit(int mode, Key with, AlgorithmParameterSpec spec, SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        real.init(mode, with, spec);
        seals = mode == Cipher.ENCRYPT_MODE;
        key = with.getEncoded();
        nonce = spec instanceof GCMParameterSpec gcm ? gcm.getIV() : ((IvParameterSpec) spec).getIV();
    }

    @Override
    protected int engineDoFinal(byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
        if (seals) {
            record.record(key, nonce);
        }
        return real.doFinal(in, inOffset, length, out, outOffset);
    }

    @Override
    protected byte[] engineDoFinal(byte[] in, int inOffset, int length)
            throws IllegalBlockSizeException, BadPaddingException {
        if (seals) {
            record.record(key, nonce);
        }
        return real.doFinal(in, inOffset, length);
    }

    @Override
    protected void engineUpdateAAD(byte[] associated, int offset, int length) {
        real.updateAAD(associated, offset, length);
    }

    @Override
    protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
        throw new NoSuchAlgorithmException(mode);
    }

    @Override
    protected void engineSetPadding(String padding) throws NoSuchPaddingException {
        throw new NoSuchPaddingException(padding);
    }

    @Override
    protected int engineGetBlockSize() {
        return real.getBlockSize();
    }

    @Override
    protected int engineGetOutputSize(int length) {
        return real.getOutputSize(length);
    }

    @Override
    protected byte[] engineGetIV() {
        return real.getIV();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
        return real.getParameters();
    }

    @Override
    protected void engineInit(int mode, Key with, SecureRandom random) throws InvalidKeyException {
        throw new InvalidKeyException("an AEAD needs a nonce");
    }

    @Override
    protected void engineInit(int mode, Key with, AlgorithmParameters parameters, SecureRandom random)
            throws InvalidKeyException {
        throw new InvalidKeyException("an AEAD needs a nonce");
    }

    @Override
    protected byte[] engineUpdate(byte[] in, int offset, int length) {
        throw new UnsupportedOperationException("records are sealed in one piece");
    }

    @Override
    protected int engineUpdate(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        throw new UnsupportedOperationException("records are sealed in one piece");
    }
}

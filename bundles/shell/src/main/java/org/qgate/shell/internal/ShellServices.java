package org.qgate.shell.internal;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Installation;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.dpn.Dpn;
import org.qgate.api.extender.Extenders;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.local.Tokens;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.Streams;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.store.Storage;
import org.qgate.api.store.Store;
import org.qgate.api.transport.Ports;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.vault.Vault;

/**
 * The services that commands ask. Commands are there whether a provider is or not: an absent one is answered with
 * QG-BAS-0007. Used by this bundle only. Thread-safe.
 */
@Component(service = ShellServices.class, immediate = true)
public final class ShellServices {
    /** What is always there. */
    public record Bedrock(
            Health health,
            Audit audit,
            Clock clock,
            StateFolder folder,
            Installation installation,
            Ports ports,
            CoreUpdates updates) {}

    /** How long a command waits for a provider that is being replaced. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Bedrock bedrock;
    private final Current<Node> node;
    private final Current<Peers> peers;
    private final Current<Circuits> circuits;
    private final Current<Streams> streams;
    private final Current<Dpn> dpn;
    private final Current<Crypto> crypto;
    private final Current<Vault> vault;
    private final Current<Store> store;
    private final Current<Storage> storage;
    private final Current<Extenders> extenders;
    private final Current<Qrng> qrng;
    private final Current<Tokens> tokens;
    private final Current<LocalStatus.Teller> local;
    private volatile Runnable offering = () -> {};

    /** Called by Declarative Services, and by tests. */
    @Activate
    public ShellServices(
            @Reference Health health,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference StateFolder folder,
            @Reference Installation installation,
            @Reference Ports ports,
            @Reference CoreUpdates updates,
            @Reference CurrentFactory current) {
        bedrock = new Bedrock(health, audit, clock, folder, installation, ports, updates);
        node = current.cell(Node.class);
        peers = current.cell(Peers.class);
        circuits = current.cell(Circuits.class);
        streams = current.cell(Streams.class);
        dpn = current.cell(Dpn.class);
        crypto = current.cell(Crypto.class);
        vault = current.cell(Vault.class);
        store = current.cell(Store.class);
        storage = current.cell(Storage.class);
        extenders = current.cell(Extenders.class);
        qrng = current.cell(Qrng.class);
        tokens = current.cell(Tokens.class);
        local = current.cell(LocalStatus.Teller.class);
    }

    /** Returns what is always there. */
    public Bedrock bedrock() {
        return bedrock;
    }

    /** Returns what replaces swappable bundles. */
    public CoreUpdates updates() {
        return bedrock.updates();
    }

    /** Returns the overlay, waiting for it. */
    public Node node() {
        return node.await(PATIENCE);
    }

    /** Returns peers, waiting for them. */
    public Peers peers() {
        return peers.await(PATIENCE);
    }

    /** Returns circuits, waiting for them. */
    public Circuits circuits() {
        return circuits.await(PATIENCE);
    }

    /** Returns streams, waiting for them. */
    public Streams streams() {
        return streams.await(PATIENCE);
    }

    /** Returns entry and exit, waiting for them. */
    public Dpn dpn() {
        return dpn.await(PATIENCE);
    }

    /** Returns the cryptography, waiting for it. */
    public Crypto crypto() {
        return crypto.await(PATIENCE);
    }

    /** Returns the vault, waiting for it. */
    public Vault vault() {
        return vault.await(PATIENCE);
    }

    /** Returns the store, waiting for it. */
    public Store store() {
        return store.await(PATIENCE);
    }

    /** Returns the keeper of the store, waiting for it. */
    public Storage storage() {
        return storage.await(PATIENCE);
    }

    /** Returns what governs extenders, waiting for it. */
    public Extenders extenders() {
        return extenders.await(PATIENCE);
    }

    /** Returns what lets programs of this machine in, waiting for it. */
    public Tokens tokens() {
        return tokens.await(PATIENCE);
    }

    /** Returns quantum randomness, waiting for it. */
    public Qrng qrng() {
        return qrng.await(PATIENCE);
    }

    /** Says who offers what extenders command; nobody else does. */
    public void whenExtendersChange(Runnable offers) {
        offering = offers;
    }

    /** An extender changed, or the commands of the version before went: what extenders command is offered anew, now. */
    public void extendersChanged() {
        offering.run();
    }

    /** Returns the cells, for those who do not wait. */
    public Cells cells() {
        return new Cells(node, peers, circuits, dpn, crypto, vault, store, storage, extenders, local, qrng);
    }

    /** Cells of services that may be absent. */
    public record Cells(
            Current<Node> node,
            Current<Peers> peers,
            Current<Circuits> circuits,
            Current<Dpn> dpn,
            Current<Crypto> crypto,
            Current<Vault> vault,
            Current<Store> store,
            Current<Storage> storage,
            Current<Extenders> extenders,
            Current<LocalStatus.Teller> local,
            Current<Qrng> qrng) {}

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindNode(Node provider) {
        node.set(provider);
    }

    void unbindNode(Node provider) {
        node.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPeers(Peers provider) {
        peers.set(provider);
    }

    void unbindPeers(Peers provider) {
        peers.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCircuits(Circuits provider) {
        circuits.set(provider);
    }

    void unbindCircuits(Circuits provider) {
        circuits.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStreams(Streams provider) {
        streams.set(provider);
    }

    void unbindStreams(Streams provider) {
        streams.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDpn(Dpn provider) {
        dpn.set(provider);
    }

    void unbindDpn(Dpn provider) {
        dpn.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCrypto(Crypto provider) {
        crypto.set(provider);
    }

    void unbindCrypto(Crypto provider) {
        crypto.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindVault(Vault provider) {
        vault.set(provider);
    }

    void unbindVault(Vault provider) {
        vault.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        store.set(provider);
    }

    void unbindStore(Store provider) {
        store.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStorage(Storage provider) {
        storage.set(provider);
    }

    void unbindStorage(Storage provider) {
        storage.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindExtenders(Extenders provider) {
        extenders.set(provider);
    }

    void unbindExtenders(Extenders provider) {
        extenders.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTokens(Tokens provider) {
        tokens.set(provider);
    }

    void unbindTokens(Tokens provider) {
        tokens.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLocal(LocalStatus.Teller provider) {
        local.set(provider);
    }

    void unbindLocal(LocalStatus.Teller provider) {
        local.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindQrng(Qrng provider) {
        qrng.set(provider);
    }

    void unbindQrng(Qrng provider) {
        qrng.clear(provider);
    }
}

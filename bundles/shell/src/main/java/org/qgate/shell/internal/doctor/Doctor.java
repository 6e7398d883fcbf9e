package org.qgate.shell.internal.doctor;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.dpn.Dpn;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.ConfinementInfo;
import org.qgate.api.extender.Extenders;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Node;
import org.qgate.api.store.Store;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Randomness;

/** Gathers what there is to see and runs all checks, the worst first. Blocking; changes nothing. */
public final class Doctor {
    private Doctor() {}

    /** Examines this node. */
    public static List<Finding> examine(ShellServices asked) {
        String data = System.getProperty("karaf.log", System.getProperty("karaf.data", ""));
        Path logs = data.isEmpty() ? null : Path.of(data);
        return examine(asked, Machine.look(asked.bedrock().folder().path(), logs));
    }

    /** Examines this node on a machine as described. */
    static List<Finding> examine(ShellServices asked, Machine machine) {
        List<Finding> findings = new ArrayList<>(new NodeChecks(look(asked)).all());
        findings.addAll(new MachineChecks(machine).all());
        findings.addAll(vault(asked).all());
        findings.addAll(extenders(asked, false));
        LocalStatus local = ask(asked.cells().local(), LocalStatus.Teller::status);
        findings.addAll(new LocalChecks(local, asked.bedrock().clock().wallMs()).all());
        findings.addAll(new RandomnessChecks(randomness(asked)).all());
        findings.sort((one, other) -> other.verdict().compareTo(one.verdict()));
        return List.copyOf(findings);
    }

    /** Examines what extenders need of this machine, found out again or not. */
    public static List<Finding> extenders(ShellServices asked, boolean again) {
        Current<Extenders> extenders = asked.cells().extenders();
        Optional<ConfinementInfo> confinement = Optional.ofNullable(ask(extenders, its -> its.confinement(again)));
        Optional<List<PublisherInfo>> publishers = Optional.ofNullable(ask(extenders, Extenders::publishers));
        return new ExtenderChecks(
                        confinement,
                        publishers.orElseGet(List::of),
                        Path.of(System.getProperty("karaf.home", ".")),
                        Path.of(System.getProperty("java.home")))
                .all();
    }

    private static NodeChecks.Seen look(ShellServices asked) {
        ShellServices.Bedrock bedrock = asked.bedrock();
        ShellServices.Cells cells = asked.cells();
        return new NodeChecks.Seen(
                bedrock.health().reports(),
                bedrock.installation().coreBundles(),
                bedrock.ports().status(),
                ask(cells.node(), Node::status),
                ask(cells.circuits(), Circuits::list),
                ask(cells.crypto(), Crypto::status),
                ask(cells.dpn(), Dpn::status),
                ask(cells.dpn(), Dpn::rules),
                bedrock.clock().wallMs());
    }

    /** Locked, it would only be waited for. */
    private static Randomness randomness(ShellServices asked) {
        VaultStatus vault = ask(asked.cells().vault(), Vault::status);
        boolean open = vault != null && vault.state() == VaultState.UNLOCKED;
        return open ? ask(asked.cells().qrng(), Randomness::of) : null;
    }

    private static VaultChecks vault(ShellServices asked) {
        ShellServices.Cells cells = asked.cells();
        // bin/qgate leaves the mark beside the state folder.
        File mark =
                asked.bedrock().folder().path().resolveSibling("last-backup").toFile();
        long age = mark.exists() ? Math.max(0, asked.bedrock().clock().wallMs() - mark.lastModified()) : -1;
        return new VaultChecks(ask(cells.vault(), Vault::status), ask(cells.store(), Store::status), age);
    }

    /** Null when the part is absent or cannot answer now: that is a finding, not a failure of the examination. */
    private static <S, T> T ask(Current<S> cell, Function<S, T> question) {
        Optional<S> provider = cell.now();
        try {
            return provider.map(question).orElse(null);
        } catch (QGateException notNow) {
            return null;
        }
    }
}

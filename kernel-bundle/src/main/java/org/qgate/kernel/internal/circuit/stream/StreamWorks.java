package org.qgate.kernel.internal.circuit.stream;

import java.util.function.LongSupplier;
import org.qgate.kernel.internal.circuit.leg.CellWorks;

/**
 * What all streams of one event loop share.
 *
 * @param numbers gives node-wide stream numbers, each once
 */
public record StreamWorks(CellWorks cells, CreditBudget budget, Lingering lingering, LongSupplier numbers) {
    /** Makes one in which no stream exists. */
    public static StreamWorks of(CellWorks cells, LongSupplier numbers) {
        CreditBudget budget = new CreditBudget(() -> cells.settings().creditBudgetBytes());
        return new StreamWorks(cells, budget, new Lingering(cells.env()), numbers);
    }
}

package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Framing;
import io.nacre.decision.Exploration;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.TrustedKeys;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.ExchangeRates;
import io.nacre.reference.IpDatabaseConfig;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the job, without its topics.
 *
 * @param ipFiles opened by every subtask, so the paths must be the same on every TaskManager
 * @param autoFreezePolicy when the job freezes accounts automatically; null: never
 * @param rates exchange rates into the currency of expected losses
 * @param trust keys that must have signed an announced bundle; the caller has verified {@code bundle} itself
 */
public record JobSettings(
        Bundle bundle,
        EngineKind engine,
        IpDatabaseConfig ipFiles,
        Framing framing,
        @Nullable AutoFreezePolicy autoFreezePolicy,
        Exploration exploration,
        ExchangeRates rates,
        TrustedKeys trust) {
    public JobSettings {
        requireNonNull(bundle, "bundle is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(ipFiles, "ipFiles is null");
        requireNonNull(framing, "framing is null");
        requireNonNull(exploration, "exploration is null");
        requireNonNull(rates, "rates is null");
        requireNonNull(trust, "trust is null");
    }

    /** Without automatic freezes or exploration, with losses in euros. Announced bundles need no signature. */
    public JobSettings(Bundle bundle, EngineKind engine, IpDatabaseConfig ipFiles, Framing framing) {
        this(bundle, engine, ipFiles, framing, null, Exploration.NONE, ExchangeRates.EUROS, TrustedKeys.NONE);
    }

    public JobSettings with(@Nullable AutoFreezePolicy changed) {
        return new JobSettings(bundle, engine, ipFiles, framing, changed, exploration, rates, trust);
    }

    public JobSettings with(Exploration changed) {
        return new JobSettings(bundle, engine, ipFiles, framing, autoFreezePolicy, changed, rates, trust);
    }

    public JobSettings with(ExchangeRates changed) {
        return new JobSettings(bundle, engine, ipFiles, framing, autoFreezePolicy, exploration, changed, trust);
    }

    public JobSettings with(TrustedKeys changed) {
        return new JobSettings(bundle, engine, ipFiles, framing, autoFreezePolicy, exploration, rates, changed);
    }
}

package io.nacre.guarantee;

import java.util.List;

/** A promise of the job, which any run over a broker can be held against. */
public interface Guarantee {

    /** Every promise that holds for any run. */
    List<Guarantee> ALWAYS = List.of(new NoLoss(), new OneAnswer(), new NoDuplicateAlert(), new FrozenStaysFrozen());

    /** How the evidence contradicts the promise, in words; empty where it does not. */
    List<String> violations(Evidence evidence);
}

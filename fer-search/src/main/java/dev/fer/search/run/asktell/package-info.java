/**
 * The ask/tell protocol: JSON lines by which a program in any language keeps the loop of a search itself.
 *
 * <pre>
 * {"ask":2}                               -> {"trials":[{"number":0,"parameters":{...}},{"number":1,"parameters":{...}}]}
 * {"report":0,"step":3,"value":0.4}       -> {"stop":false}
 * {"tell":0,"value":0.41}                 -> {"ok":true}
 * {"tell":1,"state":"failed"}             -> {"ok":true}       (or "pruned")
 * {"best":1}                              -> {"trials":[{"number":0,"parameters":{...},"value":0.41}]}
 * anything wrong                          -> {"error":"..."}   and nothing is changed
 * </pre>
 *
 * <p>Fewer trials than asked for come back when the budget is spent or the space exhausted. With several goals,
 * {@code "metrics":{...}} takes the place of {@code "value"}, and {@code best} answers with trials that no other one
 * beats in all goals, those that are best in the first goal first.
 */
@NullMarked
package dev.fer.search.run.asktell;

import org.jspecify.annotations.NullMarked;

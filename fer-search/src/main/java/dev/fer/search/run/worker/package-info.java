/**
 * Workers that are processes of their own: the JSON-lines protocol between a runner and its workers, both its sides, and
 * what each worker prints.
 *
 * <pre>
 * parent: {"type":"trial","study":"s","number":7,"parameters":{...},"seed":1,"resume_from":3,"directory":"..."}
 * worker: {"type":"report","step":4,"metrics":{"validation.accuracy":0.41}}
 * parent: {"type":"continue"} or {"type":"stop","reason":"pruned"} or {"type":"stop","reason":"interrupted"}
 * worker: {"type":"attribute","key":"evaluation","value":"..."}              (any number, not answered)
 * worker: {"type":"result","metrics":{...}} or {"type":"pruned","reason":"..."}
 *         or {"type":"failure","reason":"error","message":"...","trace":"..."}
 * </pre>
 *
 * <p>After a stop the worker ends the trial with a result, pruned or failure line, or by ending itself. A line that is no JSON
 * object with a type is not part of the protocol and goes to the trial's log.
 */
@NullMarked
package dev.fer.search.run.worker;

import org.jspecify.annotations.NullMarked;

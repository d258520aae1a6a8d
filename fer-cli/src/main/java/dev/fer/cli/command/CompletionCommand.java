package dev.fer.cli.command;

import dev.fer.cli.completion.CompletionScript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer completion}: a script that completes commands, options, and names from the store in the shell. */
@Command(
        name = "completion",
        description = "Print a script that completes commands, options, files, studies, trials and parameters.",
        footer = {
            "%nExamples:",
            "  source <(fer completion bash)      put this into ~/.bashrc",
            "  source <(fer completion zsh)       into ~/.zshrc, after compinit"
        })
final class CompletionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", defaultValue = "bash", description = "bash (the default) or zsh.")
    private CompletionScript.Shell shell = CompletionScript.Shell.BASH;

    @Override
    public void run() {
        spec.commandLine().getOut().print(CompletionScript.of(spec.root().commandLine(), shell));
    }
}

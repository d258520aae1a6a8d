package dev.fer.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer completion}: a script that completes commands and options in the shell. */
@Command(
        name = "completion",
        description = "Print a completion script: source <(fer completion bash)",
        footer = {"%nThe bash script also serves zsh, after 'autoload -U +X bashcompinit && bashcompinit'."})
final class CompletionCommand implements Runnable {
    /** The shells that are served. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", defaultValue = "bash", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public void run() {
        String enable = shell == Shell.ZSH ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
        spec.commandLine()
                .getOut()
                .print(enable + AutoComplete.bash("fer", spec.root().commandLine()));
    }
}

package io.nacre.app;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.docs.MarkdownTable;
import io.nacre.docs.ReferencePage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Every command with its synopsis, parameters, options and examples. */
public final class CommandsPage {

    private static final Help.ColorScheme PLAIN = Help.defaultColorScheme(Ansi.OFF);

    private CommandsPage() {}

    public static ReferencePage page() {
        CommandLine nacre = Nacre.commandLine();
        List<String> commands = new ArrayList<>();
        MarkdownTable index = new MarkdownTable("command", "does");
        for (CommandLine command : subcommands(nacre)) {
            add(command, commands, index);
        }
        return new ReferencePage(
                "commands",
                Map.of(
                        "common", options(nacre, true),
                        "index", index.lines(),
                        "exit-codes", exitCodes(nacre),
                        "commands", commands));
    }

    /**
     * What the help of all commands says in sentences: descriptions of commands and options, and notes after examples.
     */
    public static List<String> helpTexts() {
        List<String> texts = new ArrayList<>();
        addTexts(Nacre.commandLine(), texts);
        return texts;
    }

    private static void addTexts(CommandLine command, List<String> texts) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        texts.add(plain(usage.description()));
        command.getCommandSpec().args().forEach(argument -> texts.add(description(argument)));
        texts.add(plain(Arrays.stream(usage.footer())
                .filter(line -> !line.startsWith("  "))
                .toArray(String[]::new)));
        subcommands(command).forEach(each -> addTexts(each, texts));
    }

    private static Set<CommandLine> subcommands(CommandLine command) {
        Set<CommandLine> subcommands =
                new LinkedHashSet<>(command.getSubcommands().values());
        subcommands.removeIf(each -> each.getCommandSpec().usageMessage().hidden());
        return subcommands;
    }

    private static void add(CommandLine command, List<String> lines, MarkdownTable index) {
        String name = command.getCommandSpec().qualifiedName();
        Help help = new Help(command.getCommandSpec(), PLAIN);
        String description = help.description().strip().replaceAll("\\s+", " ");
        index.row("[" + name + "](#" + name.replace(' ', '-') + ")", description.split("(?<=\\.) ", 2)[0]);
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(List.of("## " + name, "", description, "", "```text"));
        lines.addAll(help.fullSynopsis()
                .replaceFirst("^Usage: ", "")
                .lines()
                .map(String::stripTrailing)
                .toList());
        lines.add("```");
        List<String> arguments = options(command, false);
        if (!arguments.isEmpty()) {
            lines.add("");
            lines.addAll(arguments);
        }
        List<String> footer = help.footer().lines().map(String::stripTrailing).toList();
        if (!footer.isEmpty()) {
            lines.addAll(List.of("", "```text"));
            lines.addAll(footer);
            lines.add("```");
        }
        subcommands(command).forEach(each -> add(each, lines, index));
    }

    /** @param inherited the options of every command, or all others */
    private static List<String> options(CommandLine command, boolean inherited) {
        MarkdownTable table = new MarkdownTable("option", "value", "default", "meaning");
        int heads = table.lines().size();
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            if (!inherited && !parameter.hidden()) {
                table.row("", code(parameter.paramLabel()), defaultOf(parameter), description(parameter));
            }
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden() && isCommon(option) == inherited) {
                table.row(
                        code(String.join("`, `", option.names())),
                        option.arity().max() == 0 ? "" : code(option.paramLabel()),
                        defaultOf(option),
                        description(option));
            }
        }
        return table.lines().size() == heads ? List.of() : table.lines();
    }

    private static boolean isCommon(OptionSpec option) {
        return option.inherited()
                || option.usageHelp()
                || option.versionHelp()
                || option.longestName().equals("--config");
    }

    private static String defaultOf(ArgSpec argument) {
        if (argument.required()) {
            return "required";
        }
        String value = argument.defaultValueString();
        return value == null || value.equals("null") || value.equals("false") || value.equals("[]") ? "" : code(value);
    }

    private static String description(ArgSpec argument) {
        return plain(argument.description());
    }

    private static String plain(String... lines) {
        return String.join(
                " ",
                Arrays.stream(lines)
                        .map(line -> Ansi.OFF.string(line.replace("%n", " ").replace("%%", "%")))
                        .toList());
    }

    private static List<String> exitCodes(CommandLine nacre) {
        MarkdownTable table = new MarkdownTable("exit code", "meaning");
        nacre.getCommandSpec().usageMessage().exitCodeList().forEach((exit, meaning) -> table.row(exit, meaning));
        return table.lines();
    }
}

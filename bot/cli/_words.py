"""Commands whose words may begin with a dash: ``dateline search harbour -storm`` leaves "storm" out."""

from __future__ import annotations

import click


class WordsCommand(click.Command):
    """Takes what begins with one dash for a word. Options have two, so none is mistaken for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        options, words = self._parted(ctx, args[:end])
        return super().parse_args(ctx, [*options, "--", *words, *args[end + 1 :]])

    def _parted(self, ctx: click.Context, args: list[str]) -> tuple[list[str], list[str]]:
        """Options with their values, and words, each in order."""
        known = {
            name: not (param.is_flag or param.count)
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        }
        options: list[str] = []
        words: list[str] = []
        left = iter(args)
        for arg in left:
            if arg.startswith("--") or arg in known or (arg.startswith("-") and len(arg) == 2):
                options.append(arg)
                if known.get(arg):
                    options += [value for value in [next(left, None)] if value is not None]
            else:
                words.append(arg)
        return options, words

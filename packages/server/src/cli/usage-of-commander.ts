import type { CommanderError } from 'commander';
import { UsageError } from './usage.js';

/**
 * Commander's complaint in our words. Its messages are English alone, so the names are read out of
 * them by the quotes they always carry. Undefined where it has shown help instead of a message.
 */
export function usageOfCommander(error: CommanderError): UsageError | undefined {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const guess = /\(Did you mean (?:one of )?([^?)]+)\?\)/.exec(error.message)?.[1];
  switch (error.code) {
    case 'commander.help':
      return undefined;
    case 'commander.unknownCommand':
      return guess
        ? new UsageError('usage.unknownVerbGuess', { name, guess })
        : new UsageError('usage.unknownVerb', { name });
    case 'commander.unknownOption':
      return guess
        ? new UsageError('usage.unknownOptionGuess', { name, guess })
        : new UsageError('usage.unknownOption', { name });
    case 'commander.missingArgument':
      return new UsageError('usage.missingArgument', { name });
    case 'commander.optionMissingArgument':
      return new UsageError('usage.optionValueMissing', { name });
    case 'commander.missingMandatoryOptionValue':
      return new UsageError('usage.optionMissing', { name });
    case 'commander.excessArguments':
      return new UsageError('usage.tooManyArguments');
    default:
      return new UsageError('usage.other', { message: error.message.replace(/^error: /, '') });
  }
}

import { t } from '@vscode/l10n';
import * as v from 'valibot';

/** What a conversation has otherwise than the settings; missing: as the settings say. */
export const ChatParametersSchema = v.object({
  /** 0 is greedy. */
  temperature: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  topP: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  maxTokens: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192))),
  /** `random`: another one for each answer. */
  seed: v.exactOptional(v.union([v.pipe(v.number(), v.integer(), v.minValue(0)), v.literal('random')])),
  /** Said to the model before all else; LLaVA-Med v1.5 was trained without one. */
  systemPrompt: v.exactOptional(v.string()),
});
export type ChatParameters = v.InferOutput<typeof ChatParametersSchema>;

export type ChatPreset = 'reproducible' | 'llavaMed' | 'varied';

/** Named settings of the sampling; a system prompt is left as it is. */
export const CHAT_PRESETS: Readonly<Record<ChatPreset, ChatParameters>> = {
  reproducible: { temperature: 0, topP: 1, seed: 0 },
  /** `cli.py` and the web page of microsoft/LLaVA-Med. */
  llavaMed: { temperature: 0.2, topP: 0.7, maxTokens: 512 },
  varied: { temperature: 0.8, topP: 0.95, seed: 'random' },
};

/** What the settings say; a system prompt is none of them. */
export type ChatDefaults = Required<Omit<ChatParameters, 'systemPrompt'>>;

/** A parameter of the sampling, in the order in which they are shown. */
export const SAMPLING_PARAMETERS = ['temperature', 'topP', 'maxTokens', 'seed'] as const;
export type SamplingParameter = (typeof SAMPLING_PARAMETERS)[number];

/** `settings`: nothing of the sampling is otherwise; `own`: it is, and no preset says so. */
export type PresetChoice = ChatPreset | 'settings' | 'own';

/** Which preset a conversation has: that whose every value it has, while all else is as the settings say. */
export function presetOf(parameters: ChatParameters, defaults: ChatDefaults): PresetChoice {
  const asked = SAMPLING_PARAMETERS.filter((name) => parameters[name] !== undefined);
  if (asked.length === 0) return 'settings';
  const preset = (Object.keys(CHAT_PRESETS) as ChatPreset[]).find((one) =>
    SAMPLING_PARAMETERS.every((name) => {
      const wanted = CHAT_PRESETS[one][name];
      return wanted === undefined
        ? (parameters[name] ?? defaults[name]) === defaults[name]
        : parameters[name] === wanted;
    }),
  );
  return preset ?? (asked.some((name) => parameters[name] !== defaults[name]) ? 'own' : 'settings');
}

/** The parameters with a preset's sampling in place of theirs; `settings` and `own` take none. */
export function withPreset(parameters: ChatParameters, preset: PresetChoice): ChatParameters {
  if (preset === 'own') return parameters;
  const { systemPrompt } = parameters;
  return {
    ...(preset === 'settings' ? {} : CHAT_PRESETS[preset]),
    ...(systemPrompt === undefined ? {} : { systemPrompt }),
  };
}

/** What is otherwise than the settings say, in words, such as "temperature 0.8". */
export function parameterDifferences(parameters: ChatParameters, defaults: ChatDefaults): readonly string[] {
  const sampling = SAMPLING_PARAMETERS.flatMap((name) => {
    const value = parameters[name];
    return value === undefined || value === defaults[name] ? [] : [IN_WORDS[name](String(value))];
  });
  return (parameters.systemPrompt ?? '').trim() === '' ? sampling : [...sampling, t`system prompt`];
}

const IN_WORDS: Readonly<Record<SamplingParameter, (value: string) => string>> = {
  temperature: (value) => t`temperature ${value}`,
  topP: (value) => t`top-p ${value}`,
  maxTokens: (value) => t`max ${value} tokens`,
  seed: (value) => (value === 'random' ? t`random seed` : t`seed ${value}`),
};

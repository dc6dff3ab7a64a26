import * as vscode from 'vscode';
import { suggestedQuestions } from '../../conversation/suggestedQuestions.ts';
import { labelText, type LabelText } from '../../text/labelText.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { pickImage } from '../images/imageFiles.ts';
import { createPicker, type PickItem } from '../messages/picks.ts';
import { imagesOf, type StudyImageServices } from '../studies/studyImages.ts';
import type { ChatSession } from './chatSession.ts';
import type { ChatViews } from './chatViews.ts';

/**
 * The frame and window in the active image viewer; undefined where there is none, or for a file that is not the
 * viewer's.
 */
export type ViewedImage = (uri?: vscode.Uri) => Promise<GivenImage | undefined>;

/**
 * The command "Ask LLaVA-Med about image". From the Explorer it gets the file that was clicked and all that are
 * selected, from an editor's title the file of the editor, from the palette nothing; the last two mean what the viewer
 * shows where it is a viewer's editor.
 */
export async function askAboutImage(
  view: ChatViews,
  session: ChatSession,
  viewed: ViewedImage,
  choosing: StudyImageServices,
  clicked?: unknown,
  selected?: unknown,
): Promise<void> {
  const fromExplorer = Array.isArray(selected);
  const inFront = fromExplorer ? undefined : await viewed(clicked instanceof vscode.Uri ? clicked : undefined);
  if (inFront !== undefined) return askQuestionAbout(view, session, [inFront]);
  const uris = urisOf(clicked, selected);
  const chosen = uris.length > 0 ? uris : await pickImage();
  await askQuestionAbout(view, session, await imagesOf(chosen, choosing));
}

/**
 * Asks the user for a question about these images, and then the model. The images are in the chat while the question is
 * typed; leaving it takes them out again. While another answer is written the question waits for it, and the chat shows
 * that it does.
 */
export async function askQuestionAbout(
  view: ChatViews,
  session: ChatSession,
  images: readonly (GivenImage | Promise<GivenImage>)[],
): Promise<void> {
  if (images.length === 0) return;
  await view.reveal(false);
  const before = new Set(session.conversation.images.map(({ id }) => id));
  const added = await session.addImages(images);
  if (added.length === 0) return;
  const ids = added.map(({ id }) => id);
  session.expectOnlyAbout(ids);
  const question = await askForQuestion(
    added.map(({ name }) => name),
    added[0]?.modality,
  );
  if (question === undefined) {
    for (const { id } of added.filter((image) => !before.has(image.id))) session.removeImage(id);
    session.expectOnlyAbout(undefined);
    return;
  }
  const asked = session.askOnlyAbout(ids, question);
  session.expectOnlyAbout(undefined);
  await asked;
}

/** The same for a caller that has the images and the question. */
export async function askAbout(
  view: ChatViews,
  session: ChatSession,
  images: readonly GivenImage[],
  question: string,
): Promise<void> {
  await view.reveal(false);
  const added = await session.addImages(images);
  if (added.length > 0)
    await session.askOnlyAbout(
      added.map(({ id }) => id),
      question,
    );
}

interface QuestionItem extends PickItem {
  /** As it is asked; the label is what is seen of it. */
  readonly question: string;
}

/** Takes free text, and offers questions that suit the image. Undefined when the user leaves. */
function askForQuestion(names: readonly string[], modality: string | undefined): Promise<string | undefined> {
  const suggestions = suggestedQuestions(modality).map((question): QuestionItem => ({
    label: labelText`${question}`,
    question,
  }));
  const pick = createPicker<QuestionItem>(aboutText(names), labelText`Type a question, or choose one`);
  pick.items = suggestions;
  pick.onDidChangeValue((value) => {
    const own = value.trim();
    pick.items =
      own === ''
        ? suggestions
        : [
            { label: labelText`${own}`, question: own, description: labelText`your question`, alwaysShow: true },
            ...suggestions,
          ];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const question = (pick.activeItems[0]?.question ?? pick.value).trim();
      if (question === '') return;
      resolve(question);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function aboutText(names: readonly string[]): LabelText {
  return names.length === 1
    ? labelText`Ask LLaVA-Med about ${names[0] ?? ''}`
    : labelText`Ask LLaVA-Med about ${names.length} images`;
}

function urisOf(clicked: unknown, selected: unknown): readonly vscode.Uri[] {
  const many = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  if (many.length > 0) return many;
  return clicked instanceof vscode.Uri ? [clicked] : [];
}

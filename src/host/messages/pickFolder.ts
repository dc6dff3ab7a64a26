import { labelText } from '../../text/labelText.ts';
import { pickOne, type PickItem } from './picks.ts';

/** A folder of the user's own, or (`workspace`: its name) of one of the window's workspaces. */
interface OwnedFolder {
  readonly workspace: string | undefined;
}

/** Asks whose folder is meant; not where there is only one. `pathOf`: what is shown of it. Undefined when the user leaves. */
export async function pickFolder<Folder extends OwnedFolder>(
  folders: readonly Folder[],
  title: string,
  pathOf: (folder: Folder) => string,
): Promise<Folder | undefined> {
  if (folders.length === 1) return folders[0];
  const items = folders.map((folder): PickItem & { readonly folder: Folder } => ({
    label:
      folder.workspace === undefined
        ? labelText`$(account) For you, in every workspace`
        : labelText`$(root-folder) For all who work in ${folder.workspace}`,
    detail: labelText`${pathOf(folder)}`,
    folder,
  }));
  return (await pickOne(items, { title: labelText`${title}` }))?.folder;
}

/** VS Code's names of the languages that there are besides English. */
export const languages = ['de', 'zh-cn'];

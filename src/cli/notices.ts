export const RESEARCH_ONLY = 'Research software, not a medical device.';
export const DEMO_NOTICE =
  'Demo model: it knows synthetic phantoms only; its answers about real images mean nothing. Choose your own with --model and --mmproj.';
